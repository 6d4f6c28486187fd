package se.samspel.funding;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.ui.OpenData;

/** The agreements and what became of their money as open data. */
@Component
class FundingDatasets implements OpenData {

  private static final String AGREEMENTS = "agreements";

  private final Funding funding;

  FundingDatasets(Funding funding) {
    this.funding = funding;
  }

  @Override
  public List<Dataset> datasets(AsOf asOf) {
    return List.of(Dataset.list(AGREEMENTS, Set.of(Theme.GOVE, Theme.HEAL)));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Rows> rows(String dataset, AsOf asOf) {
    if (!dataset.equals(AGREEMENTS)) {
      return Optional.empty();
    }
    var book = funding.book(asOf);
    return Optional.of(
        Rows.of(
            FundingApi.AgreementJson.class,
            book.agreements().stream().map(it -> FundingApi.AgreementJson.of(it, book)).toList()));
  }
}
