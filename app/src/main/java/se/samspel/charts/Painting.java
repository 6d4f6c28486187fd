package se.samspel.charts;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import se.samspel.charts.Drawing.Shape;
import se.samspel.charts.Drawing.Spot;

/** Paints a drawing with the platform's own graphics (Java2D, without a screen). */
final class Painting {

  private static final int SIZE = 12;

  private final Graphics2D canvas;

  private Painting(Graphics2D canvas) {
    this.canvas = canvas;
  }

  static void paint(Drawing drawing, int heading, int scale, OutputStream out) {
    if (scale < 1 || scale > 4) {
      throw new IllegalArgumentException("1 to 4 times, not " + scale);
    }
    var tall = drawing.height() + heading;
    var image =
        new BufferedImage(drawing.width() * scale, tall * scale, BufferedImage.TYPE_INT_RGB);
    var canvas = image.createGraphics();
    try {
      canvas.setColor(Color.WHITE);
      canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
      canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      canvas.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      canvas.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      canvas.scale(scale, scale);
      canvas.translate(0, heading);
      var painting = new Painting(canvas);
      painting.draw(drawing.heading());
      drawing.shapes().forEach(painting::draw);
      ImageIO.write(image, "png", out);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (AWTError | LinkageError | InternalError noFonts) {
      // A machine without fontconfig or fonts; there is no gentler sign of it.
      throw new Drawing.NoPicture(noFonts);
    } finally {
      canvas.dispose();
    }
  }

  private void draw(Shape shape) {
    switch (shape) {
      case Shape.Line line -> {
        use(line.ink());
        canvas.draw(path(line.through()));
      }
      case Shape.Area area -> {
        use(area.ink());
        var path = path(area.corners());
        path.closePath();
        canvas.fill(path);
      }
      case Shape.Words words -> write(words);
      case Shape.Dot dot -> draw(dot);
    }
  }

  private void draw(Shape.Dot dot) {
    var ink = dot.mark().ink();
    use(ink);
    var corners = dot.mark().corners(dot.size());
    if (dot.mark() == Mark.EXCLUDED) {
      var x = dot.at().x();
      var y = dot.at().y();
      for (var i = 0; i < corners.length; i += 2) {
        canvas.draw(
            path(
                List.of(
                    new Spot(x + corners[i][0], y + corners[i][1]),
                    new Spot(x + corners[i + 1][0], y + corners[i + 1][1]))));
      }
      return;
    }
    java.awt.Shape outline;
    if (corners.length == 0) {
      outline =
          new Ellipse2D.Double(
              dot.at().x() - dot.size(), dot.at().y() - dot.size(), 2 * dot.size(), 2 * dot.size());
    } else {
      var spots =
          java.util.Arrays.stream(corners)
              .map(it -> new Spot(dot.at().x() + it[0], dot.at().y() + it[1]))
              .toList();
      var path = path(spots);
      path.closePath();
      outline = path;
    }
    if (dot.hollow()) {
      canvas.setColor(Color.WHITE);
      canvas.fill(outline);
      use(ink);
      canvas.draw(outline);
    } else {
      canvas.fill(outline);
    }
  }

  private void write(Shape.Words words) {
    canvas.setColor(new Color(words.ink().colour()));
    canvas.setFont(new Font(Font.SANS_SERIF, words.ink().strong() ? Font.BOLD : Font.PLAIN, SIZE));
    var wide =
        canvas.getFont().getStringBounds(words.text(), canvas.getFontRenderContext()).getWidth();
    var x =
        switch (words.anchor()) {
          case START -> words.at().x();
          case MIDDLE -> words.at().x() - wide / 2;
          case END -> words.at().x() - wide;
        };
    canvas.drawString(words.text(), (float) x, (float) words.at().y());
  }

  private void use(Ink ink) {
    canvas.setColor(new Color(ink.colour()));
    var dash = ink.dash();
    var width = (float) Math.max(1, ink.width());
    canvas.setStroke(
        dash.length == 0
            ? new BasicStroke(width)
            : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dash, 0));
  }

  private static Path2D.Double path(List<Spot> through) {
    var path = new Path2D.Double();
    for (var i = 0; i < through.size(); i++) {
      if (i == 0) {
        path.moveTo(through.get(i).x(), through.get(i).y());
      } else {
        path.lineTo(through.get(i).x(), through.get(i).y());
      }
    }
    return path;
  }
}
