using System.Text;
using System.Text.Json.Nodes;
using Portal.Domain.Reminders;
using Portal.UnitTests.Seeding;
using Portal.Web.Reminders;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Reminders;

public sealed class SchedulesAsData
{
    private static readonly WorkingDays _days = WorkingDaysOfEngland.Shipped();

    [Fact]
    public void The_shipped_file_is_without_fault_and_every_task_has_a_kind()
    {
        var schedules = ReminderRulesFile.Read(SeedFiles.Path("reminder-rules.json"));

        schedules.KindOf("/self-assessments/answer/1/2", null).ShouldBe("self-assessment");
        schedules.KindOf("/sign-off/read/1", null).ShouldBe("signature");
        schedules.KindOf("/matters/task/1", "improvement-plan").ShouldBe("matter");
        schedules.KindOf("/matters/task/1", "extension-request").ShouldBe("more-time");
        schedules.Rules.Kinds["self-assessment"].Reminders.DaysBefore.ShouldBe([10, 5, 1]);
        schedules.Rules.Kinds["self-assessment"].Escalation.ShouldBe(new Escalation(3, 10, 15));
        schedules.Rules.DigestOn.ShouldBe(DayOfWeek.Monday);
        (schedules.Rules.From, schedules.Rules.Until).ShouldBe((new TimeOnly(7, 0), new TimeOnly(19, 0)));
        schedules.Rules.Setup.ShouldBe(new SetupRules(10, 10));
    }

    [Fact]
    public void A_file_with_faults_is_refused_with_all_of_them()
    {
        const string text = """
            {
              "kinds": [
                { "id": "Tasks", "title": " ", "for": ["self-assessment", "everything"], "before": [50, 5, 5, 4, 3, 0], "onTheDay": "yes", "everyAfter": 21, "escalate": { "chair": 0, "mayor": 3 } },
                { "id": "b", "title": "B", "for": ["self-assessment"], "before": [], "onTheDay": true, "everyAfter": 0, "escalate": { "director": 61 } },
                { "id": "b", "title": "B", "for": ["matter"], "before": [], "onTheDay": true, "everyAfter": 0, "escalate": {} }
              ],
              "setup": { "areaWithoutOwner": 0 },
              "digest": "sunday",
              "hours": { "from": "5:00", "until": "22:00" },
              "limits": { "daysBefore": 40, "timesBefore": 5, "everyAfter": 20, "escalate": 60, "fromEarliest": "06:00", "fromLatest": "15:00", "untilEarliest": "15:00", "untilLatest": "14:00" }
            }
            """;

        Should.Throw<SeedFileRefused>(() => ReminderRulesFile.Read(Encoding.UTF8.GetBytes(text), "r.json")).Faults.Select(f => f.ToString()).ShouldBe(
            [
                "$.limits.untilLatest: must not be before untilEarliest",
                "$.limits.untilEarliest: must be later than fromLatest, or somebody in two bodies might never be written to",
                "$.kinds[0].id: \"Tasks\" must be lower-case words joined by hyphens",
                "$.kinds[0].for[1]: \"everything\" is not self-assessment, signature, matter, or matter/ with the id of a process",
                "$.kinds[0].title: is blank",
                "$.kinds[0].before[5]: must be 1 or more, and is 0",
                "$.kinds[0].before[0]: must be 40 or less, the limit, and is 50",
                "$.kinds[0].before: must be 5 reminders or fewer, the limit, and is 6",
                "$.kinds[0].before: must not say the same day twice",
                "$.kinds[0].everyAfter: must be 20 or less, the limit, and is 21",
                "$.kinds[0].onTheDay: must be true or false, and is text",
                "$.kinds[0].escalate.mayor: is not a property of \"escalate\"",
                "$.kinds[0].escalate.chair: must be 1 or more, and is 0",
                "$.kinds[1].for[0]: \"self-assessment\" has a kind already: Tasks",
                "$.kinds[1].escalate.director: must be 60 or less, the limit, and is 61",
                "$.kinds: \"b\" is the id of 2 kinds",
                "$.kinds: no kind is for \"signature\"",
                "$.setup.every: is missing",
                "$.setup.areaWithoutOwner: must be 1 or more, and is 0",
                "$.hours.from: \"5:00\" is not a time of day written as 07:30",
                "$.hours.from: must be between 06:00 and 15:00, the limits, and is 00:00",
                "$.hours.until: must be between 15:00 and 14:00, the limits, and is 22:00",
                "$.digest: \"sunday\" is not one of monday, tuesday, wednesday, thursday, friday",
            ], ignoreOrder: true);
    }

    [Fact]
    public void The_schema_beside_the_file_knows_the_same_properties()
    {
        var schema = SeedFiles.Json("reminder-rules.schema.json");
        var file = SeedFiles.Json("reminder-rules.json");

        Names(file).ShouldBeSubsetOf(Names(schema["properties"]!));
        Names(file["kinds"]![0]!).ShouldBe(Names(schema["$defs"]!["kind"]!["properties"]!));
        Names(file["setup"]!).ShouldBe(Names(schema["$defs"]!["setup"]!["properties"]!));
        Names(file["hours"]!).ShouldBe(Names(schema["$defs"]!["hours"]!["properties"]!));
        Names(file["limits"]!).ShouldBe(Names(schema["$defs"]!["limits"]!["properties"]!));
        schema["properties"]!["digest"]!["enum"]!.AsArray().Select(d => d!.GetValue<string>()).ShouldBe(ReminderRulesFile.Days.Keys);
    }

    [Theory]
    [InlineData("2015-03-30", true, "an ordinary Monday")]
    [InlineData("2015-03-31", false, "the day after it")]
    [InlineData("2015-04-06", false, "Easter Monday")]
    [InlineData("2015-04-07", true, "the Tuesday after it")]
    [InlineData("2015-04-08", false, "the Wednesday of that week")]
    [InlineData("2015-04-04", false, "a Saturday")]
    public void The_digest_goes_out_on_its_day_or_the_next_working_day(string day, bool sent, string because) =>
        Weekly(DayOfWeek.Monday).IsDigestDay(Day(day), _days).ShouldBe(sent, because);

    [Theory]
    [InlineData("2015-04-03", false, "Good Friday")]
    [InlineData("2015-04-07", true, "the next working day, over Easter")]
    [InlineData("2015-04-10", true, "the Friday after")]
    [InlineData("2015-04-13", false, "a Monday")]
    public void A_digest_of_friday_is_sent_after_easter(string day, bool sent, string because) =>
        Weekly(DayOfWeek.Friday).IsDigestDay(Day(day), _days).ShouldBe(sent, because);

    [Fact]
    public void Each_week_of_seventeen_years_has_one_digest_or_gives_it_to_the_next()
    {
        var rules = Weekly(DayOfWeek.Wednesday);
        var digests = Enumerable.Range(0, 6200).Select(n => new DateOnly(2012, 1, 4).AddDays(n)).Count(d => rules.IsDigestDay(d, _days));

        // 886 Wednesdays, none of which is so near the next that both fall on one day.
        digests.ShouldBe(886);
    }

    [Fact]
    public void Without_a_day_there_is_no_digest() => Weekly(null).IsDigestDay(Day("2015-03-30"), _days).ShouldBeFalse();

    [Fact]
    public void What_a_body_set_comes_back_as_it_was_and_holds_before_what_everybody_has()
    {
        var everybody = ReminderRulesFile.Read(SeedFiles.Path("reminder-rules.json"));
        var own = new OwnReminders { Week = new OwnWeek(null, new TimeOnly(9, 0), new TimeOnly(16, 30)) };
        own.Kinds["signature"] = new OwnKind([2], false, 0, null, 4, null);

        var rules = (System.Text.Json.JsonSerializer.Deserialize<OwnReminders>(own.ToJson()) ?? throw new InvalidOperationException()).Over(everybody);

        rules.Kinds["signature"].Reminders.DaysBefore.ShouldBe([2]);
        rules.Kinds["signature"].Reminders.OnTheDay.ShouldBeFalse();
        rules.Kinds["signature"].Escalation.ShouldBe(new Escalation(null, 4, null));
        rules.Kinds["matter"].ShouldBe(everybody.Rules.Kinds["matter"]);
        (rules.DigestOn, rules.From, rules.Until).ShouldBe((null, new TimeOnly(9, 0), new TimeOnly(16, 30)));
    }

    [Fact]
    public void What_a_body_set_holds_within_the_limits_of_today()
    {
        var file = ReminderRulesFile.Read(SeedFiles.Path("reminder-rules.json"));
        var narrower = file with { Limits = new ReminderLimits(10, 2, 5, 20, new TimeOnly(8, 0), new TimeOnly(9, 0), new TimeOnly(16, 0), new TimeOnly(18, 0)) };
        var own = new OwnReminders { Week = new OwnWeek(DayOfWeek.Friday, new TimeOnly(6, 0), new TimeOnly(21, 0)) };
        own.Kinds["signature"] = new OwnKind([40, 30, 8, 1], true, 20, 60, null, 3);

        var rules = own.Over(narrower);

        rules.Kinds["signature"].Reminders.DaysBefore.ShouldBe([10, 8]);
        rules.Kinds["signature"].Reminders.EveryDaysAfter.ShouldBe(5);
        rules.Kinds["signature"].Escalation.ShouldBe(new Escalation(20, null, 3));
        (rules.DigestOn, rules.From, rules.Until).ShouldBe((DayOfWeek.Friday, new TimeOnly(8, 0), new TimeOnly(18, 0)));
    }

    private static ReminderRules Weekly(DayOfWeek? day) => new(new Dictionary<string, KindRules>(), null, day, new TimeOnly(7, 0), new TimeOnly(19, 0));

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(p => p.Key);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
