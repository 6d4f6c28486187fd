package se.samspel.involvement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samspel.core.AsOf;

/**
 * What a module offers to be counted: the things that lived experience ought to be part of. The
 * module that owns them implements it, so that {@code involvement} knows none of those modules.
 */
public interface Subjects {

  /** Everything that existed then. */
  List<Subject> list(AsOf asOf);

  /** One of them. A module with very many answers without listing them all. */
  default Optional<Subject> find(String key, AsOf asOf) {
    return list(asOf).stream().filter(subject -> subject.key().equals(key)).findFirst();
  }

  /** The names of the bodies that its subjects mention, by identity. */
  default Map<String, String> bodyNames(AsOf asOf) {
    return Map.of();
  }
}
