package se.samspel.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import se.samspel.core.CurrentPerson;

/** Gives handler methods their {@link Visit}. */
@Configuration(proxyBeanMethods = false)
class WebSetup implements WebMvcConfigurer {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final VisitResolver visits;

  WebSetup(
      ObjectProvider<HelpLines> help, Clock clock, @Value("${samspel.demo:false}") boolean demo) {
    visits = new VisitResolver(help, clock, demo);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(visits);
  }

  @Bean
  VisitResolver visitResolver() {
    return visits;
  }

  /** Makes the visit of a request. */
  static final class VisitResolver implements HandlerMethodArgumentResolver {
    private final ObjectProvider<HelpLines> help;
    private final Clock clock;
    private final boolean demo;

    VisitResolver(ObjectProvider<HelpLines> help, Clock clock, boolean demo) {
      this.help = help;
      this.clock = clock;
      this.demo = demo;
    }

    Visit visit(HttpServletRequest request) {
      var path = request.getRequestURI();
      var english = path.equals("/en") || path.startsWith("/en/");
      var today = LocalDate.ofInstant(clock.instant(), SWEDEN);
      return new Visit(
          request,
          english ? Locale.ENGLISH : Messages.SWEDISH,
          CurrentPerson.get(),
          today,
          demo,
          () -> {
            var lines = help.getIfAvailable();
            return lines == null ? List.of() : lines.validOn(today);
          });
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == Visit.class;
    }

    @Override
    public Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binder) {
      return visit(
          java.util.Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Time {
    /** The one clock; tests bring their own. */
    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }
}
