package se.samspel.lrs;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Mounts the store, outside the sign-in, sessions and form tokens of the pages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LrsSettings.class)
class LrsSetup {

  @Bean
  @ConditionalOnWebApplication
  ServletRegistrationBean<Endpoint> xapi(
      StatementResource statements,
      DocumentResource documents,
      KnownThings things,
      Credentials credentials,
      Writing writing,
      Clock clock,
      Failures failures,
      LrsSettings settings) {
    var registration =
        new ServletRegistrationBean<>(
            new Endpoint(
                statements, documents, things, credentials, writing, clock, failures, settings),
            Endpoint.PATH + "/*");
    registration.setName("xapi");
    return registration;
  }

  // Each request brings its own credential, so there is no session to ride on and no token to ask.
  @Bean
  @ConditionalOnWebApplication
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain xapiChain(HttpSecurity http) {
    return http.securityMatcher(Endpoint.PATH + "/**")
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .logout(out -> out.disable())
        .anonymous(anonymous -> anonymous.disable())
        .securityContext(context -> context.disable())
        .headers(headers -> headers.disable())
        .build();
  }
}
