package se.samspel;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;
import se.samspel.database.Start;

/** The one process: reads the settings, sees to the database, then starts the web application. */
@SpringBootApplication(
    proxyBeanMethods = false,
    // Modules name their own things; two may both have a DocumentTable.
    nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Modulithic(systemName = "Samspel")
public class Samspel {

  /**
   * Starts the application, or says in one sentence why it can't.
   *
   * @param args a verb ({@code demo}, {@code run}, {@code seed}, {@code backup}, {@code restore})
   *     and its arguments, as {@code ./samspel help} lists them
   */
  public static void main(String[] args) {
    Map<String, Object> properties;
    try {
      properties = Start.prepare(args, System.getenv());
      var done = Start.withoutApplication(args, properties);
      if (done.isPresent()) {
        System.out.println("samspel: " + done.get());
        System.exit(0);
      }
    } catch (Start.Refused refused) {
      System.err.println("samspel: " + refused.getMessage());
      System.exit(2);
      return;
    }
    var application = new SpringApplication(Samspel.class);
    application.setDefaultProperties(properties);
    application.setRegisterShutdownHook(true);
    var context = application.run(args);
    if (Start.isTask(args)) {
      System.exit(SpringApplication.exit(context));
    }
  }
}
