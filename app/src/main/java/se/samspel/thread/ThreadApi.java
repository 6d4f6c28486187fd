package se.samspel.thread;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.Node;
import se.samspel.core.NodeRef;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.ui.Listing;
import se.samspel.ui.Messages;
import se.samspel.ui.ThreadLine.Knot;
import se.samspel.ui.Visit;

/** The golden thread and the twelve questions for machines. */
@RestController
class ThreadApi {

  private final Lists lists;
  private final Linking linking;
  private final Tracing tracing;
  private final Picturing picturing;
  private final Questions questions;

  ThreadApi(
      Lists lists, Linking linking, Tracing tracing, Picturing picturing, Questions questions) {
    this.lists = lists;
    this.linking = linking;
    this.tracing = tracing;
    this.picturing = picturing;
    this.questions = questions;
  }

  /** One end of a link: kind and id, the version that the link is about, and its name then. */
  record End(String kind, String id, @Nullable Integer version, @Nullable String title) {
    static End of(NodeRef ref, Optional<Integer> version, Optional<Node> node) {
      return new End(
          ref.kind().code(), ref.id(), version.orElse(null), node.map(Node::title).orElse(null));
    }
  }

  /** A version of a link. Days are inclusive from and exclusive to; null where open. */
  record LinkResource(
      String key,
      int version,
      String type,
      End from,
      End to,
      @Nullable String region,
      String reason,
      @Nullable BigDecimal quantity,
      @Nullable String unit,
      @Nullable String strength,
      @Nullable String rivals,
      String state,
      @Nullable String stateReason,
      @Nullable String decision,
      @Nullable String involvement,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      Instant recordedAt,
      @Nullable String source,
      boolean synthetic) {

    static LinkResource of(Lists.Shown shown) {
      var link = shown.link();
      return new LinkResource(
          link.key(),
          link.version(),
          LinkPages.code(link.joins().type()),
          End.of(link.joins().from(), link.joins().fromVersion(), shown.from()),
          End.of(link.joins().to(), link.joins().toVersion(), shown.to()),
          link.joins().region().map(RegionCode::value).orElse(null),
          link.reason(),
          link.claim().quantity().orElse(null),
          link.claim().unit().orElse(null),
          link.claim().strength().orElse(null),
          link.claim().rivals().orElse(null),
          link.state().code(),
          link.standing().why().orElse(null),
          link.standing().decision().orElse(null),
          link.standing().involvement().orElse(null),
          link.span().from().equals(DateSpan.EARLIEST) ? null : link.span().from(),
          link.span().to().equals(DateSpan.OPEN) ? null : link.span().to(),
          link.recordedAt(),
          link.source().orElse(null),
          link.synthetic());
    }
  }

  /** Links that hold or are proposed on the day; without {@code state}, all but the rejected. */
  @GetMapping("/api/v1/thread/links")
  @Permit(Permission.PUBLIC)
  Listing<LinkResource> links(
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
      @RequestParam Optional<String> type,
      @RequestParam Optional<String> state,
      @RequestParam Optional<String> region,
      @RequestParam Optional<String> q,
      Visit visit) {
    Listing.of(List.of(), page, limit);
    var wanted =
        new LinkTable.Wanted(
            type.map(it -> LinkPages.type(it).orElseThrow(ThreadApi::malformed)),
            state.map(it -> LinkPages.state(it).orElseThrow(ThreadApi::malformed)),
            Lists.region(region),
            q);
    var some = lists.list(wanted, visit.asOf(), page, limit);
    return new Listing<>(
        some.links().stream().map(LinkResource::of).toList(), page, limit, some.total());
  }

  private static Refused malformed() {
    return new Refused(Refused.Kind.MALFORMED, "refused.malformed");
  }

  /** Every version of a link, the newest first. */
  record LinkHistory(String key, List<LinkResource> versions) {}

  /** A link with its history. */
  @GetMapping("/api/v1/thread/links/{key}")
  @Permit(Permission.PUBLIC)
  LinkHistory link(@PathVariable String key, Visit visit) {
    var history = lists.history(key, visit.asOf());
    if (history.isEmpty()) {
      throw Refused.notFound();
    }
    return new LinkHistory(key, history.stream().map(LinkResource::of).toList());
  }

  /** Proposes a link; the fields are those of the form. */
  @PostMapping("/api/v1/thread/links")
  @Permit(Permission.LINK_THREAD)
  @ResponseStatus(HttpStatus.CREATED)
  LinkHistory propose(@RequestBody Map<String, String> sent, Visit visit) {
    return link(linking.propose(sent), visit);
  }

  /** Confirms a proposal: {@code version}, {@code involvement}, {@code decision}. */
  @PostMapping("/api/v1/thread/links/{key}/confirm")
  @Permit(Permission.LINK_THREAD)
  LinkHistory confirm(
      @PathVariable String key, @RequestBody Map<String, String> sent, Visit visit) {
    linking.confirm(key, sent);
    return link(key, visit);
  }

  /** Rejects a proposal: {@code version}, {@code why}. */
  @PostMapping("/api/v1/thread/links/{key}/reject")
  @Permit(Permission.LINK_THREAD)
  LinkHistory reject(@PathVariable String key, @RequestBody Map<String, String> sent, Visit visit) {
    linking.reject(key, sent);
    return link(key, visit);
  }

  /** Takes a rejected proposal up again: {@code version}, {@code why}. */
  @PostMapping("/api/v1/thread/links/{key}/reopen")
  @Permit(Permission.LINK_THREAD)
  LinkHistory reopen(@PathVariable String key, @RequestBody Map<String, String> sent, Visit visit) {
    linking.reopen(key, sent);
    return link(key, visit);
  }

  /** Ends a confirmed link: {@code version}, {@code why}, {@code day}. */
  @PostMapping("/api/v1/thread/links/{key}/end")
  @Permit(Permission.LINK_THREAD)
  LinkHistory end(@PathVariable String key, @RequestBody Map<String, String> sent, Visit visit) {
    linking.end(key, sent);
    return link(key, visit);
  }

  /** A node with the links on both sides of it. {@code complete} is false when there are more. */
  record NodePlace(
      String kind,
      String id,
      @Nullable String title,
      LocalDate day,
      Instant known,
      List<LinkResource> towardsAim,
      List<LinkResource> onwards,
      boolean complete,
      Map<String, Boolean> regions) {}

  /** A node's place in the thread. */
  @GetMapping("/api/v1/thread/nodes/{kind}/{id}")
  @Permit(Permission.PUBLIC)
  NodePlace node(@PathVariable String kind, @PathVariable String id, Visit visit) {
    var place = tracing.place(LinkPages.ref(kind, id), visit.asOf());
    return new NodePlace(
        kind,
        id,
        place.node().map(Node::title).orElse(null),
        place.asOf().day(),
        place.asOf().known(),
        place.towardsAim().stream().map(LinkResource::of).toList(),
        place.onwards().stream().map(LinkResource::of).toList(),
        !place.cut(),
        place.regions());
  }

  /**
   * One need in one region: the state of each knot, and the first that is missing.
   *
   * @param weight severity × the inhabitants of the regions where the thread breaks; null where
   *     nobody has set the severity
   */
  record Gap(
      String need,
      String statement,
      @Nullable Integer severity,
      String state,
      String region,
      @Nullable String firstMissing,
      int reaches,
      Map<String, String> knots,
      @Nullable Long weight,
      LocalDate day,
      Instant known,
      boolean synthetic) {}

  /**
   * Every need × region of the day, the heaviest need first; whole threads have no firstMissing.
   */
  @GetMapping("/api/v1/thread/gaps")
  @Permit(Permission.PUBLIC)
  Listing<Gap> gaps(
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
      @RequestParam Optional<String> aim,
      @RequestParam Optional<String> need,
      @RequestParam Optional<String> group,
      Visit visit) {
    var picture = picturing.picture(visit.asOf());
    var cut = StatePages.cut(picture, aim, need, group);
    var within = picture.within(cut);
    record Pair(Picture.Ranked ranked, String region) {}
    var pairs =
        picture.weighed(cut).stream()
            .flatMap(it ->
                it.strand().lines().keySet().stream()
                    .filter(within::contains)
                    .map(region -> new Pair(it, region)))
            .toList();
    return Listing.of(pairs, page, limit).map(it -> gap(it.ranked(), it.region(), picture.asOf()));
  }

  private static Gap gap(Picture.Ranked ranked, String region, AsOf asOf) {
    var strand = ranked.strand();
    var line = java.util.Objects.requireNonNull(strand.lines().get(region));
    var knots = new LinkedHashMap<String, String>();
    for (var knot : Knot.values()) {
      knots.put(lower(knot.name()), lower(line.state(knot).name()));
    }
    return new Gap(
        strand.need().id(),
        strand.need().statement(),
        strand.need().severity().orElse(null),
        strand.need().state(),
        region,
        line.firstMissing().map(it -> lower(it.name())).orElse(null),
        line.reaches(),
        knots,
        ranked.weight().orElse(null),
        asOf.day(),
        asOf.known(),
        strand.synthetic());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** A question with its answer in one sentence. */
  record QuestionLine(int number, String question, String answer, boolean synthetic) {}

  /** The twelve questions with their answers, in Swedish or by Accept-Language in English. */
  @GetMapping("/api/v1/questions")
  @Permit(Permission.PUBLIC)
  Listing<QuestionLine> questions(
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
      @RequestHeader(value = "Accept-Language", required = false) @Nullable String language,
      Visit visit) {
    var locale = locale(language);
    return Listing.of(questions.numbers(), page, limit)
        .map(number -> {
          var answer = questions.answer(number, visit.asOf());
          return new QuestionLine(
              number,
              Messages.get(locale, "question." + number + ".title"),
              answer.sentence().text(locale),
              answer.synthetic());
        });
  }

  /**
   * The answer to a question.
   *
   * @param columns names of the rows' fields, with their headings and kinds
   * @param rows by column name; null where no source says or the number is too small to tell
   * @param method how it was worked out
   * @param missing what is not known
   */
  record QuestionAnswer(
      int number,
      String question,
      String answer,
      LocalDate day,
      Instant known,
      List<AnswerColumn> columns,
      List<Map<String, @Nullable Object>> rows,
      List<String> more,
      String method,
      List<String> missing,
      boolean synthetic) {}

  /** A column of an answer. */
  record AnswerColumn(String name, String heading, String kind) {}

  /**
   * One question's answer with its evidence, bound to a moment by {@code day} and {@code known}.
   */
  @GetMapping("/api/v1/questions/{number}")
  @Permit(Permission.PUBLIC)
  QuestionAnswer question(
      @PathVariable int number,
      @RequestHeader(value = "Accept-Language", required = false) @Nullable String language,
      Visit visit) {
    var locale = locale(language);
    var answer = questions.answer(number, visit.asOf());
    return new QuestionAnswer(
        number,
        Messages.get(locale, "question." + number + ".title"),
        answer.sentence().text(locale),
        answer.asOf().day(),
        answer.asOf().known(),
        answer.columns().stream()
            .map(it ->
                new AnswerColumn(
                    it.key(),
                    Messages.get(locale, it.heading()),
                    se.samspel.core.StateMachine.code(it.kind())))
            .toList(),
        answer.rows().stream().map(it -> fields(answer, it)).toList(),
        answer.more().stream().map(it -> it.text(locale)).toList(),
        Messages.get(locale, "question." + number + ".how"),
        answer.missing().stream().map(it -> it.text(locale)).toList(),
        answer.synthetic());
  }

  /** A row as fields, small numbers already protected. */
  static Map<String, @Nullable Object> fields(Answer answer, Answer.Row row) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < answer.columns().size(); i++) {
      var cell = row.cells().get(i);
      fields.put(
          answer.columns().get(i).key(),
          cell instanceof Refused.MessageKey(var key)
              ? key.substring(key.lastIndexOf('.') + 1)
              : Answer.plain(cell));
      if (cell instanceof Answer.Few) {
        fields.put(answer.columns().get(i).key() + "-protected", true);
      }
    }
    fields.put("synthetic", row.synthetic());
    return fields;
  }

  private static Locale locale(@Nullable String language) {
    return language != null && language.strip().toLowerCase(Locale.ROOT).startsWith("en")
        ? Locale.ENGLISH
        : Messages.SWEDISH;
  }
}
