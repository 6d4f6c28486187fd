package se.samspel.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.ui.OpenData;

/** The helplines as open data. */
@Component
class HelplineDatasets implements OpenData {

  private static final String HELPLINES = "helplines";

  private final Directory directory;

  HelplineDatasets(Directory directory) {
    this.directory = directory;
  }

  @Override
  public List<Dataset> datasets(AsOf asOf) {
    return List.of(Dataset.list(HELPLINES, Set.of(Theme.HEAL, Theme.SOCI)));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Rows> rows(String dataset, AsOf asOf) {
    if (!dataset.equals(HELPLINES)) {
      return Optional.empty();
    }
    return Optional.of(
        Rows.of(
            HelplineApi.HelplineItem.class,
            directory.list(asOf).stream().map(HelplineApi.HelplineItem::of).toList()));
  }
}
