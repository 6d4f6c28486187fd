package se.samspel.packs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DemoPack;
import se.samspel.core.Pack;
import se.samspel.core.PackFaults;
import se.samspel.core.PackFile;
import se.samspel.core.PackPart;
import se.samspel.core.Person;

/**
 * Checks programme packs and loads what they change. The whole pack is checked before anything is
 * changed; what it changes is loaded in one transaction; what was loaded already isn't written
 * again.
 */
@Component
public class Packs {

  private final List<PackPart> parts;
  private final LoadedRowTable loaded;
  private final Changes changes;
  private final TransactionTemplate transaction;

  Packs(
      ObjectProvider<PackPart> parts,
      LoadedRowTable loaded,
      Changes changes,
      PlatformTransactionManager transactions) {
    this.parts = parts.orderedStream().toList();
    this.loaded = loaded;
    this.changes = changes;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Loads a pack of facts.
   *
   * @param name path of a folder, or the name of a pack that came with the program
   * @return empty when there is no such pack
   */
  public Optional<Loading> load(String name) {
    return PackSource.find(name).map(this::load);
  }

  /**
   * Loads a pack that was made by code.
   *
   * @param id the pack's identity
   * @param rows by file name, each row a text by column
   * @param synthetic whether every row is made up, for a demonstration
   */
  public Loading load(String id, Map<String, List<Map<String, String>>> rows, boolean synthetic) {
    var faults = new ArrayList<PackFault>();
    var reading = new Reading(declared(), faults);
    rows.forEach((file, below) -> {
      if (!below.isEmpty()) {
        reading.add(sheet(file, below));
      }
    });
    return load(id, reading, faults, synthetic);
  }

  /**
   * Loads a sample, unless it was made of the same facts in the same way the last time.
   *
   * @param facts the pack that it builds upon
   */
  Loading load(DemoPack sample, Pack facts) {
    var made = new HashMap<LoadedRowTable.Key, String>();
    for (var file : files()) {
      for (var row : facts.rows(file.name())) {
        made.put(new LoadedRowTable.Key(file.name(), row.key()), LoadedRowTable.hash(row));
      }
    }
    var recipe = LoadedRowTable.sha256(sample.recipe() + '\n' + LoadedRowTable.fingerprint(made));
    if (loaded.recipe(sample.id()).filter(recipe::equals).isPresent()) {
      return loaded.asLoaded(sample.id());
    }
    var loading = load(sample.id(), sample.rows(facts), true);
    if (!(loading instanceof Loading.Faulty)) {
      loaded.keepRecipe(sample.id(), recipe);
    }
    return loading;
  }

  /** The pack as it can be read, for one that is made after it. */
  Pack read(String name) {
    var source = PackSource.find(name).orElseThrow();
    var faults = new ArrayList<PackFault>();
    var reading = new Reading(declared(), faults);
    var id = read(source, reading, faults);
    return reading.pack(id, file -> loaded.otherKeys(id, file));
  }

  /** Every file that a pack may have, in the order that they are loaded. */
  List<PackFile> files() {
    return parts.stream().flatMap(part -> part.files().stream()).toList();
  }

  Loading load(PackSource source) {
    var faults = new ArrayList<PackFault>();
    var reading = new Reading(declared(), faults);
    var id = read(source, reading, faults);
    return load(id, reading, faults, false);
  }

  private static String read(PackSource source, Reading reading, List<PackFault> faults) {
    var description = PackDescription.read(source.files().get(PackDescription.FILE), faults);
    source
        .files()
        .forEach((file, bytes) -> {
          if (file.endsWith(".csv")) {
            reading.add(CsvReading.read(file, bytes, faults));
          } else if (!file.equals(PackDescription.FILE) && !file.matches(".*\\.(md|txt)")) {
            faults.add(new PackFault(file, 0, "", "packs.fault.not-a-table"));
          }
        });
    return description.id();
  }

  private static Sheet sheet(String file, List<Map<String, String>> rows) {
    var header = rows.stream().flatMap(row -> row.keySet().stream()).distinct().toList();
    var all = new ArrayList<Sheet.Row>(rows.size() + 1);
    all.add(new Sheet.Row(1, header));
    for (var row : rows) {
      all.add(
          new Sheet.Row(
              all.size() + 1,
              header.stream().map(column -> row.getOrDefault(column, "")).toList()));
    }
    return new Sheet(file, all, true);
  }

  private Map<String, PackFile> declared() {
    return files().stream()
        .collect(
            Collectors.toMap(
                PackFile::name,
                Function.identity(),
                (one, other) -> {
                  throw new IllegalStateException("two parts declare " + one.name());
                },
                LinkedHashMap::new));
  }

  private Loading load(String id, Reading reading, List<PackFault> faults, boolean synthetic) {
    return CurrentPerson.call(
        Person.SYSTEM,
        () ->
            java.util.Objects.requireNonNull(
                transaction.execute(status -> checkAndLoad(id, reading, faults, synthetic))));
  }

  private Loading checkAndLoad(
      String id, Reading reading, List<PackFault> faults, boolean synthetic) {
    loaded.begin();
    var pack = reading.pack(id, file -> loaded.otherKeys(id, file));
    PackFaults told =
        (row, column, key, arguments) ->
            faults.add(new PackFault(row.file(), row.line(), column, key, arguments));
    parts.forEach(part -> part.check(pack, told));

    var difference = Difference.between(pack, loaded, faults);
    if (!faults.isEmpty()) {
      return new Loading.Faulty(id, inReadingOrder(faults));
    }
    var files = (int) pack.rows().values().stream().filter(rows -> !rows.isEmpty()).count();
    if (difference.isEmpty()) {
      return new Loading.Unchanged(id, files, pack.size());
    }
    var moment =
        changes.record(
            new Changes.Change(
                "pack-loaded",
                "pack",
                id,
                Optional.empty(),
                difference.before().isEmpty()
                    ? Optional.empty()
                    : Optional.of(LoadedRowTable.fingerprint(difference.before())),
                Optional.of(LoadedRowTable.fingerprint(difference.after()))));
    var change = difference.change(pack, synthetic, moment);
    parts.forEach(part -> part.load(change));
    loaded.put(id, difference.written(), difference.hashes(), moment);
    loaded.remove(id, difference.gone());
    return new Loading.Changed(
        id,
        files,
        pack.size(),
        difference.added(),
        difference.changed(),
        difference.gone().size(),
        moment);
  }

  /** By file, line, and the column's place in the file. */
  private List<PackFault> inReadingOrder(List<PackFault> faults) {
    var places = new HashMap<String, List<String>>();
    files().forEach(file -> places.put(file.name(), file.columns()));
    return faults.stream()
        .distinct()
        .sorted(
            Comparator.comparing(PackFault::file)
                .thenComparing(PackFault::line)
                .thenComparing(
                    fault -> places.getOrDefault(fault.file(), List.of()).indexOf(fault.column()))
                .thenComparing(PackFault::column)
                .thenComparing(PackFault::key))
        .toList();
  }
}
