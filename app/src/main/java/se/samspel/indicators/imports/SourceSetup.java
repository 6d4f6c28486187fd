package se.samspel.indicators.imports;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the clients of the services are made with. */
@Configuration
@EnableConfigurationProperties(SourceSettings.class)
class SourceSetup {

  @Bean
  Pause pause() {
    return Thread::sleep;
  }
}
