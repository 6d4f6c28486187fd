package se.samspel.ui;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/**
 * Turns a page record and its template into an answer. Visitors' pages carry an entity tag and may
 * be kept by caches that ask again; signed-in pages are never stored.
 */
@Component
public class Html {

  private final TemplateEngine engine;

  Html() {
    engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, Html.class.getClassLoader(), "se.samspel");
    engine.setBinaryStaticContent(true);
    engine.setTrimControlStructures(true);
  }

  /**
   * The page as an answer with status 200.
   *
   * @param template path of the template below {@code se/samspel}, with {@code .jte}
   */
  public View page(String template, Page page) {
    return page(template, page, HttpStatus.OK);
  }

  /** The page with another status, such as 422 for a form with faults. */
  public View page(String template, Page page, HttpStatus status) {
    return new JteView(template, page, status);
  }

  private final class JteView implements View {
    private final String template;
    private final Page page;
    private final HttpStatus status;

    JteView(String template, Page page, HttpStatus status) {
      this.template = template;
      this.page = page;
      this.status = status;
    }

    @Override
    public String getContentType() {
      return "text/html;charset=UTF-8";
    }

    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      var output = new Utf8ByteOutput();
      engine.render(template, page, output);
      var body = bytes(output);
      response.setStatus(status.value());
      response.setContentType(getContentType());
      response.setLocale(page.frame().locale());
      if (page.frame().person().signedIn() || !status.is2xxSuccessful()) {
        response.setHeader("Cache-Control", "no-store");
      } else {
        response.setHeader("Cache-Control", "public, max-age=0, must-revalidate");
        var tag = tag(body);
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
          response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
          return;
        }
        request.setAttribute(ReadyAnswers.SAME_FOR_ALL, body);
      }
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }

    private static byte[] bytes(Utf8ByteOutput output) throws IOException {
      var bytes = new ByteArrayOutputStream(output.getContentLength());
      output.writeTo(bytes);
      return bytes.toByteArray();
    }

    private static String tag(byte[] body) {
      var sum = new CRC32C();
      sum.update(body);
      return "\"" + Long.toHexString(sum.getValue()) + "-" + body.length + "\"";
    }
  }
}
