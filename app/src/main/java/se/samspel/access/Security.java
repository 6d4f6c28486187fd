package se.samspel.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.core.Windows;

/**
 * Sign-in, sessions and headers. Which route asks for which permission is declared on the routes
 * and enforced by {@link Gate}; here everything passes to it with the person known.
 */
@Configuration(proxyBeanMethods = false)
class Security {

  private static final Duration LONGEST_SESSION = Duration.ofHours(10);

  /** So many wrong passwords an address may send in so long a time. */
  private static final int MOST_GUESSES = 10;

  private static final Duration GUESSING = Duration.ofMinutes(1);
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none';"
          + " frame-ancestors 'none'";

  @Bean
  @ConditionalOnProperty(name = "samspel.demo", havingValue = "true")
  DemoAccounts demoAccounts() {
    return new DemoAccounts();
  }

  @Bean
  AuthenticationManager authenticationManager(Optional<DemoAccounts> accounts, Clock clock) {
    var guesses = new Windows(clock, GUESSING, MOST_GUESSES);
    return attempt -> {
      var address =
          attempt.getDetails() instanceof WebAuthenticationDetails details
              ? String.valueOf(details.getRemoteAddress())
              : "";
      if (guesses.full(address)) {
        throw new LockedException("too many wrong passwords have come from this address");
      }
      var username = String.valueOf(attempt.getPrincipal());
      var password = String.valueOf(attempt.getCredentials());
      var person = accounts.flatMap(it -> it.signIn(username, password));
      if (person.isEmpty()) {
        guesses.admit(address);
        throw new BadCredentialsException("wrong username or password");
      }
      return UsernamePasswordAuthenticationToken.authenticated(person.get(), null, List.of());
    };
  }

  @Bean
  @ConditionalOnWebApplication
  SecurityFilterChain chain(
      HttpSecurity http,
      AuthenticationManager manager,
      Clock clock,
      @Value("${samspel.base-url}") String baseUrl,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    http.authenticationManager(manager)
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .requestCache(cache -> cache.disable())
        // These compute and keep nothing, for anyone: there is no session to misuse.
        .csrf(csrf -> csrf.ignoringRequestMatchers("/api/v1/statistics/**", "/verkstad"))
        .exceptionHandling(refusals -> refusals.accessDeniedHandler(refusing(problems)))
        .formLogin(form ->
            form.loginPage("/login")
                .loginProcessingUrl("/login")
                .successHandler((request, response, who) -> {
                  request.getSession().setAttribute(SINCE, clock.instant());
                  response.sendRedirect(home(who.getPrincipal()));
                })
                .failureHandler((request, response, why) ->
                    response.sendRedirect(
                        why instanceof LockedException ? "/login?vanta" : "/login?fel")))
        .logout(out ->
            out.logoutRequestMatcher(
                    PathPatternRequestMatcher.withDefaults()
                        .matcher(org.springframework.http.HttpMethod.POST, "/logout"))
                .logoutSuccessUrl("/")
                .deleteCookies("__Host-samspel", "samspel"))
        .addFilterAfter(new PersonFilter(clock), AuthorizationFilter.class)
        .headers(headers ->
            headers
                .cacheControl(cache -> cache.disable())
                .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                    policy -> policy.policy("camera=(), microphone=(), geolocation=()"))
                .crossOriginOpenerPolicy(policy ->
                    policy.policy(
                        org.springframework.security.web.header.writers
                            .CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy
                            .SAME_ORIGIN))
                .crossOriginResourcePolicy(policy ->
                    policy.policy(
                        org.springframework.security.web.header.writers
                            .CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy
                            .SAME_ORIGIN))
                .httpStrictTransportSecurity(hsts ->
                    hsts.includeSubDomains(true)
                        .maxAgeInSeconds(63_072_000)
                        .requestMatcher(request -> baseUrl.startsWith("https:"))));
    return http.build();
  }

  /**
   * Answers the one who sends no token to the API as the API answers every refusal: the person is
   * not current yet where the token is looked for, and whether to sign in hangs on who it is.
   */
  private static AccessDeniedHandler refusing(HandlerExceptionResolver problems) {
    var otherwise = new AccessDeniedHandlerImpl();
    return (request, response, why) -> {
      if (!request.getRequestURI().startsWith("/api/")) {
        otherwise.handle(request, response, why);
        return;
      }
      var who = SecurityContextHolder.getContext().getAuthentication();
      var person =
          who != null && who.getPrincipal() instanceof Person known ? known : CurrentPerson.get();
      CurrentPerson.call(
          person,
          () -> problems.resolveException(request, response, null, Refused.forbidden()) != null);
    };
  }

  private static final String SINCE = "samspel.signed-in-at";

  private static String home(@Nullable Object principal) {
    return principal instanceof Person person && person.region().isPresent()
        ? "/regioner/" + person.region().get()
        : "/lage";
  }

  /** Makes the signed-in person current for the request, and ends a session that is too old. */
  private static final class PersonFilter extends OncePerRequestFilter {
    private final Clock clock;

    PersonFilter(Clock clock) {
      this.clock = clock;
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      var who = SecurityContextHolder.getContext().getAuthentication();
      if (who == null || !(who.getPrincipal() instanceof Person person) || tooOld(request)) {
        chain.doFilter(request, response);
        return;
      }
      try {
        CurrentPerson.callThrowing(
            person,
            () -> {
              chain.doFilter(request, response);
              return "";
            });
      } catch (ServletException | IOException | RuntimeException broken) {
        throw broken;
      } catch (Exception broken) {
        throw new ServletException(broken);
      }
    }

    private boolean tooOld(HttpServletRequest request) {
      var session = request.getSession(false);
      if (session == null || !(session.getAttribute(SINCE) instanceof Instant since)) {
        return false;
      }
      if (since.plus(LONGEST_SESSION).isAfter(clock.instant())) {
        return false;
      }
      session.invalidate();
      SecurityContextHolder.clearContext();
      return true;
    }
  }
}
