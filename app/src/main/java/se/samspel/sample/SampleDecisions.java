package se.samspel.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bodies, their meetings, what was on the agenda, what was decided and what came of it. */
final class SampleDecisions {

  static final String BOARD = "styrgrupp";
  static final String COMMITTEE = "arbetsutskott";
  static final String COUNCIL = "brukarrad";

  /** The initiatives of the facts with the day each was approved and what it is called here. */
  static final Map<String, LocalDate> APPROVED =
      Map.ofEntries(
          Map.entry("noder", LocalDate.of(2014, 1, 20)),
          Map.entry("ergt-inforande", LocalDate.of(2014, 3, 17)),
          Map.entry("erita-utveckling", LocalDate.of(2014, 5, 19)),
          Map.entry("kvalitetsdokument", LocalDate.of(2014, 1, 20)),
          Map.entry("bis-forsok", LocalDate.of(2014, 9, 15)),
          Map.entry("webbutbildning", LocalDate.of(2014, 5, 19)),
          Map.entry("riksenheter", LocalDate.of(2015, 9, 21)),
          Map.entry("inforandepaket", LocalDate.of(2016, 5, 16)),
          Map.entry("kaskad", LocalDate.of(2017, 3, 20)),
          Map.entry("danmark", LocalDate.of(2017, 9, 18)));

  private static final List<Integer> MONTHS = List.of(1, 3, 5, 9, 10, 11);
  private static final List<String> ROUTINE =
      List.of(
          "Lägesrapport från regionerna",
          "Ekonomisk uppföljning",
          "Utbildningarnas räckvidd",
          "Synpunkter från brukarrådet",
          "Uppföljning av tidigare beslut",
          "Webbplatsens innehåll",
          "Regionernas handlingsplaner",
          "Underlag till årsrapporten");
  private static final List<String> ROUTINE_DECISIONS =
      List.of(
          "Att be regionerna om en lägesrapport till nästa möte",
          "Att ge ut en kortfattad vägledning till rekommendationerna",
          "Att erbjuda ytterligare ett kurstillfälle",
          "Att följa upp väntetiderna tillsammans med regionerna",
          "Att ta fram ett stödmaterial för närstående",
          "Att låta brukarrådet granska materialet före publicering",
          "Att bjuda in vårdgrannar till en gemensam dag",
          "Att förlänga stödet till införandet i regionerna");
  private static final List<String> OUTCOMES =
      List.of(
          "Klart och skickat till regionerna.",
          "Genomfört, uppföljning vid nästa möte.",
          "Materialet är publicerat.",
          "Genomfört i de flesta regioner.");

  private SampleDecisions() {}

  static void add(Rows rows) {
    rows.add(
        "bodies.csv",
        "id",
        BOARD,
        "name_sv",
        "Styrgruppen",
        "name_en",
        "Steering group",
        "task_sv",
        "Beslutar om mål, insatser och budget.");
    rows.add(
        "bodies.csv",
        "id",
        COMMITTEE,
        "name_sv",
        "Arbetsutskottet",
        "name_en",
        "Working committee",
        "task_sv",
        "Bereder styrgruppens ärenden och fördelar mindre belopp.");
    rows.add(
        "bodies.csv",
        "id",
        COUNCIL,
        "name_sv",
        "Brukarrådet",
        "name_en",
        "Lived-experience council",
        "task_sv",
        "Granskar underlag och förslag med egen och närståendes erfarenhet.");
    for (int year = Country.FIRST_YEAR; year <= Country.LAST_YEAR; year++) {
      for (int month : MONTHS) {
        meeting(rows, BOARD, monday(year, month));
      }
      if (year >= 2016) {
        for (int month : List.of(2, 4, 6, 8, 12)) {
          meeting(rows, COMMITTEE, monday(year, month));
        }
      }
    }
    rows.add(
        "decisions.csv",
        "id",
        "beslut-budget-2014",
        "body",
        BOARD,
        "decided_on",
        "2014-01-20",
        "title_sv",
        "Budget för 2014",
        "text_sv",
        "Styrgruppen fastställer budgeten för 2014.",
        "diary_number",
        "NSP 2014/001",
        "amount_ore",
        10_000_000_00L);
  }

  private static LocalDate monday(int year, int month) {
    var first = LocalDate.of(year, month, 15);
    return first.plusDays((8 - first.getDayOfWeek().getValue()) % 7);
  }

  private static void meeting(Rows rows, String body, LocalDate day) {
    if (day.isAfter(Country.END)) {
      return;
    }
    var id = body + "-" + day;
    var chance = Chance.of("meeting", id);
    rows.add(
        "meetings.csv",
        "id",
        id,
        "body",
        body,
        "held_on",
        day,
        "title_sv",
        (body.equals(BOARD) ? "Styrgruppen" : "Arbetsutskottet") + ", möte " + day,
        "place_sv",
        chance.oneOf(List.of("Stockholm", "Malmö", "Göteborg", "på distans")));
    var special = special(body, day);
    var position = 1;
    for (var it : special) {
      item(rows, id, position, it.title(), it.about());
      decision(rows, it.id(), body, id, position, day, it.title(), it.about(), it.ore());
      position++;
    }
    var routine = chance.between(1, 2);
    for (int i = 0; i < 3; i++) {
      var title = ROUTINE.get((day.getMonthValue() + day.getYear() + 3 * i) % ROUTINE.size());
      item(rows, id, position, title, "");
      if (i < routine) {
        var what = ROUTINE_DECISIONS.get((day.getDayOfYear() + 3 * i) % ROUTINE_DECISIONS.size());
        var ore =
            body.equals(COMMITTEE) && chance.percent(60) ? chance.between(2, 30) * 10_000_00L : 0;
        decision(rows, "beslut-" + id + "-" + position, body, id, position, day, what, "", ore);
      }
      position++;
    }
  }

  private record Special(String id, String title, String about, long ore) {}

  private static List<Special> special(String body, LocalDate day) {
    var found = new ArrayList<Special>();
    if (!body.equals(BOARD)) {
      return found;
    }
    APPROVED.entrySet().stream()
        .filter(it -> near(it.getValue(), day))
        .map(Map.Entry::getKey)
        .sorted()
        .forEach(it ->
            found.add(
                new Special("beslut-insats-" + it, "Insatsen godkänns", "initiative:" + it, 0)));
    if (day.getMonthValue() == 11 || (day.getYear() == 2026 && day.getMonthValue() == 10)) {
      var next = day.getYear() + 1;
      var last = day.getYear() == 2026 && day.getMonthValue() == 10;
      if (!last || next == 2027) {
        found.add(new Special("beslut-budget-" + next, "Budget för " + next, "", 10_000_000_00L));
      }
    }
    if (day.getYear() == 2015 && day.getMonthValue() == 11) {
      for (var number : List.of("1", "2", "3", "4", "5", "6")) {
        found.add(
            new Special(
                "beslut-rek-" + number,
                "Rekommendation " + number + ", andra upplagan: panelens förslag",
                "recommendation:" + number,
                0));
      }
    }
    if (day.getYear() == 2016 && day.getMonthValue() == 9) {
      for (var need : SampleNeeds.PRIORITISED) {
        found.add(new Special("beslut-behov-" + need, "Behovet prioriteras", "need:" + need, 0));
      }
    }
    return found;
  }

  private static boolean near(LocalDate approved, LocalDate meeting) {
    return approved.getYear() == meeting.getYear()
        && approved.getMonthValue() == meeting.getMonthValue();
  }

  private static void item(Rows rows, String meeting, int position, String title, String about) {
    rows.add(
        "agenda-items.csv",
        "id",
        meeting + "-" + position,
        "meeting",
        meeting,
        "position",
        position,
        "title_sv",
        title,
        "about",
        about);
  }

  private static void decision(
      Rows rows,
      String id,
      String body,
      String meeting,
      int position,
      LocalDate day,
      String title,
      String about,
      long ore) {
    var number = rows.of("decisions.csv").size() + 2;
    rows.add(
        "decisions.csv",
        "id",
        id,
        "body",
        body,
        "meeting",
        meeting,
        "agenda_item",
        meeting + "-" + position,
        "decided_on",
        day,
        "title_sv",
        title,
        "text_sv",
        title + ". Beslutet gäller från och med mötet.",
        "diary_number",
        "NSP %d/%03d".formatted(day.getYear(), number),
        "about",
        about,
        "amount_ore",
        ore == 0 ? null : ore);
    var chance = Chance.of("action", id);
    if (chance.percent(70)) {
      var due = day.plusMonths(chance.between(1, 5));
      var done = chance.percent(78) ? chance.after(due, -20, 45) : null;
      if (done != null && (done.isAfter(Country.END) || done.isBefore(day))) {
        done = null;
      }
      rows.add(
          "actions.csv",
          "id",
          "atgard-" + id.substring(7),
          "decision",
          id,
          "text_sv",
          chance.oneOf(
              List.of(
                  "Meddela regionerna beslutet.",
                  "Ta fram underlag till nästa möte.",
                  "Uppdatera planen och webbplatsen.",
                  "Återkoppla till brukarrådet.")),
          "owner_sv",
          chance.oneOf(
              List.of(
                  "programkansliet",
                  "kommunikatören",
                  "regionala samordnare",
                  "utbildningsansvarig")),
          "due_on",
          due,
          "done_on",
          done,
          "outcome_sv",
          done == null ? null : chance.oneOf(OUTCOMES));
    }
  }
}
