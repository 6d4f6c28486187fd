package se.samspel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;

/** Lets a request through to its handler only with the permission that the handler declares. */
@Configuration(proxyBeanMethods = false)
class Gate implements WebMvcConfigurer, HandlerInterceptor {

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)) {
      return true;
    }
    var asked = declared(method);
    var person = CurrentPerson.get();
    if (asked == Permission.PUBLIC || person.may(asked)) {
      return true;
    }
    if (!person.signedIn()) {
      throw new Refused(Refused.Kind.FORBIDDEN, "refused.sign-in");
    }
    throw Refused.forbidden();
  }

  /** The permission that a handler declares; one that declares none is closed to all. */
  static Permission declared(HandlerMethod method) {
    var permit = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Permit.class);
    if (permit == null) {
      permit = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Permit.class);
    }
    if (permit == null) {
      throw new Refused(Refused.Kind.FORBIDDEN, "refused.forbidden");
    }
    return permit.value();
  }
}
