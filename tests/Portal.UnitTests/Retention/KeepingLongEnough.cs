using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Retention;

namespace Portal.UnitTests.Retention;

/// <summary>When an item has been kept long enough, and what keeps it nevertheless.</summary>
public sealed class KeepingLongEnough
{
    private static readonly DateOnly _today = new(2025, 3, 1);
    private static readonly Person _another = Person.Named("Tom Whitfield", "tom@example.org");

    [Theory]
    [InlineData("2019-02-28", true)]
    [InlineData("2019-03-01", false)]
    [InlineData("2016-02-29", true)]
    public void The_period_is_counted_in_years_from_the_day_its_present_file_was_added(string added, bool mayGo)
    {
        var finding = Look(Item(DateOnly.Parse(added, System.Globalization.CultureInfo.InvariantCulture)));

        (finding.MayGo, finding.Because, finding.Years).ShouldBe((mayGo, CountedFrom.Added, 6));
    }

    [Fact]
    public void Whole_years_are_over_on_the_day_after_the_anniversary() => Look(Item(new DateOnly(2019, 5, 7))).DueOn.ShouldBe(new DateOnly(2025, 5, 8));

    [Fact]
    public void A_leap_day_is_due_on_the_first_of_March() => Look(Item(new DateOnly(2016, 2, 29))).DueOn.ShouldBe(new DateOnly(2022, 3, 1));

    [Fact]
    public void The_last_use_counts_where_it_is_later()
    {
        var signed = Look(Item(new DateOnly(2010, 1, 1)) with { Assessments = [new RelyingAssessment("Self-assessment", false, new DateOnly(2018, 5, 1), false)] });
        (signed.From, signed.Because, signed.MayGo).ShouldBe((new DateOnly(2018, 5, 1), CountedFrom.Submitted, true));

        var late = Look(Item(new DateOnly(2010, 1, 1)) with { Assessments = [new RelyingAssessment("Self-assessment", false, new DateOnly(2018, 5, 1), false) { AddedLateOn = new DateOnly(2024, 5, 1) }] });
        (late.From, late.Because).ShouldBe((new DateOnly(2024, 5, 1), CountedFrom.AddedLate));
        late.Obstacles.ShouldContain(new Obstacle(ObstacleKind.InSignedAssessment, "Self-assessment", new DateOnly(2030, 5, 2)));

        var returned = Look(Item(new DateOnly(2010, 1, 1)) with { Matters = [new RelyingMatter("A return", new DateOnly(2019, 1, 1))] });
        (returned.From, returned.Because).ShouldBe((new DateOnly(2019, 1, 1), CountedFrom.MatterEnded));
    }

    [Fact]
    public void What_a_signed_self_assessment_rests_on_is_kept_as_long_as_that_whatever_its_own_kind()
    {
        var used = Item(new DateOnly(2010, 1, 1)) with { Assessments = [new RelyingAssessment("Self-assessment", false, new DateOnly(2020, 5, 1), false)] };

        var finding = RetentionRule.Look(used, new RetentionPeriods(kind => kind == RetainedKind.Audit ? (1, true) : (6, false)), _today);

        finding.DueOn.ShouldBe(new DateOnly(2021, 5, 2));
        finding.Obstacles.ShouldBe([new Obstacle(ObstacleKind.InSignedAssessment, "Self-assessment", new DateOnly(2026, 5, 2))]);
    }

    [Fact]
    public void All_that_keeps_it_is_said()
    {
        var finding = Look(Item(new DateOnly(2010, 1, 1)) with
        {
            Assessments = [new RelyingAssessment("The present one", true, null, false), new RelyingAssessment("The last one", false, new DateOnly(2015, 1, 1), true)],
            Matters = [new RelyingMatter("A return", null)],
            Holds = [new StandingHold("An inquest.", false, _today), new StandingHold("An inquiry.", true, _today)],
            DisposalId = Id<Disposal>.New(),
        });

        finding.Obstacles.Select(o => o.Kind).ShouldBe(
            [ObstacleKind.Proposed, ObstacleKind.ItemHeld, ObstacleKind.BodyHeld, ObstacleKind.InRunningAssessment, ObstacleKind.WaitsForPack, ObstacleKind.InOpenMatter]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(9999)]
    public void A_period_is_a_number_of_years_that_somebody_can_mean(int years) =>
        Should.Throw<RuleBroken>(() => RetentionSchedule.Of(Id<Body>.New()).Set(RetainedKind.Data, years, "The board said so.", Make.Chair, Make.Now)).Field.ShouldBe("Years");

    [Fact]
    public void The_last_period_counts_and_the_former_stay_on_record()
    {
        var schedule = RetentionSchedule.Of(Id<Body>.New());
        schedule.Set(RetainedKind.Data, 3, "Figures grow old.", Make.Chair, Make.Now);
        schedule.Set(RetainedKind.Data, null, "As everybody.", Make.Chair, Make.Now);

        schedule.LastOf(RetainedKind.Data)!.Years.ShouldBeNull();
        schedule.Periods.Count.ShouldBe(2);
        Should.Throw<RuleBroken>(() => schedule.Set(RetainedKind.Data, null, "Again.", Make.Chair, Make.Now)).Code.ShouldBe("retention.same-period");
        schedule.Decisions.ShouldBe(2);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Every_decision_has_a_reason(string? reason)
    {
        var (item, disposal) = Proposed();

        Should.Throw<RuleBroken>(() => RetentionSchedule.Of(item.BodyId).Set(RetainedKind.Data, 3, reason, Make.Chair, Make.Now)).Field.ShouldBe("Reason");
        Should.Throw<RuleBroken>(() => LegalHold.On(item, reason, Make.Chair, Make.Now)).Field.ShouldBe("Reason");
        Should.Throw<RuleBroken>(() => LegalHold.On(item, "An inquest.", Make.Chair, Make.Now).Release(reason, Make.Chair, Make.Now)).Field.ShouldBe("Reason");
        Should.Throw<RuleBroken>(() => Disposal.Propose(1, [(Evidence(), Look(Item(new DateOnly(2010, 1, 1))))], reason, (Make.Chair, "Chair"), Make.Now)).Field.ShouldBe("Reason");
        Should.Throw<RuleBroken>(() => disposal.Refuse([item], reason, (_another, "Manager"), Make.Now)).Field.ShouldBe("Reason");
        Should.Throw<RuleBroken>(() => disposal.Refuse([item], new string('x', 2001), (_another, "Manager"), Make.Now)).Field.ShouldBe("Reason");
        disposal.State.ShouldBe(DisposalState.Proposed);
    }

    [Fact]
    public void Two_people_decide_and_never_one_in_two_posts()
    {
        var (item, disposal) = Proposed();
        var finding = Look(Item(new DateOnly(2010, 1, 1)));

        Should.Throw<RuleBroken>(() => disposal.Approve([(item, finding)], [], "Yes.", (Make.Chair, "Manager"), Make.Now)).Code.ShouldBe("retention.same-person");
        Should.Throw<RuleBroken>(() => disposal.Refuse([item], "No.", (Make.Chair, "Manager"), Make.Now)).Code.ShouldBe("retention.same-person");
        item.DisposedAt.ShouldBeNull();

        disposal.Approve([(item, finding)], [(item.Versions[0], 5)], "Nobody needs it.", (_another, "Manager"), Make.Now);

        (disposal.State, disposal.DecidedByName, item.DisposedAt, item.WithdrawnReason).ShouldBe((DisposalState.Approved, "Tom Whitfield", Make.Now, "Disposed of: Old."));
        disposal.Files.Single().Size.ShouldBe(5);
        Should.Throw<RuleBroken>(() => disposal.Refuse([item], "No.", (_another, "Manager"), Make.Now)).Code.ShouldBe("retention.decided");
    }

    [Fact]
    public void Who_proposed_it_takes_it_back_until_it_is_decided()
    {
        var (item, disposal) = Proposed();

        Should.Throw<RuleBroken>(() => disposal.Withdraw([item], "No.", (_another, "Manager"), Make.Now)).Code.ShouldBe("retention.not-yours");
        Should.Throw<RuleBroken>(() => disposal.Withdraw([item], " ", (Make.Chair, "Chair"), Make.Now)).Field.ShouldBe("Reason");
        disposal.Withdraw([item], "The inquest asks for it.", (Make.Chair, "Chair"), Make.Now);

        (disposal.State, disposal.DecisionReason, item.DisposalId).ShouldBe((DisposalState.Withdrawn, "The inquest asks for it.", null));
        Should.Throw<RuleBroken>(() => disposal.Withdraw([item], "Again.", (Make.Chair, "Chair"), Make.Now)).Code.ShouldBe("retention.decided");
        Should.Throw<RuleBroken>(() => disposal.Refuse([item], "No.", (_another, "Manager"), Make.Now)).Message.ShouldContain("withdrawn");
    }

    [Fact]
    public void What_must_be_kept_by_now_is_not_approved()
    {
        var (item, disposal) = Proposed();
        var held = Look(Item(new DateOnly(2010, 1, 1)) with { Holds = [new StandingHold("An inquest.", false, _today)] });

        Should.Throw<RuleBroken>(() => disposal.Approve([(item, held)], [], "Yes.", (_another, "Manager"), Make.Now)).Code.ShouldBe("retention.must-be-kept");
        var shorter = RetentionRule.Look(Item(new DateOnly(2010, 1, 1)), new RetentionPeriods(_ => (1, true)), _today);
        Should.Throw<RuleBroken>(() => disposal.Approve([(item, shorter)], [], "Yes.", (_another, "Manager"), Make.Now)).Code.ShouldBe("retention.must-be-kept", "it is not what was looked through");
        item.Replace("b.txt", File('b'), "Corrected.", Make.Somebody, Make.Now);
        Should.Throw<RuleBroken>(() => disposal.Approve([(item, Look(Item(new DateOnly(2010, 1, 1))))], [], "Yes.", (_another, "Manager"), Make.Now)).Code.ShouldBe("retention.must-be-kept");
        (disposal.State, item.DisposedAt).ShouldBe((DisposalState.Proposed, null));
    }

    [Fact]
    public void What_was_disposed_of_can_be_used_for_nothing_any_more()
    {
        var (item, disposal) = Proposed();
        disposal.Approve([(item, Look(Item(new DateOnly(2010, 1, 1))))], [], "Nobody needs it.", (_another, "Manager"), Make.Now);

        Should.Throw<RuleBroken>(() => item.LinkTo(Make.Assessment(item.BodyId), "LSCB-01", null, 1, Make.Somebody, Make.Now)).Code.ShouldBe("evidence.disposed");
        Should.Throw<RuleBroken>(() => item.Replace("b.txt", File('b'), "Corrected.", Make.Somebody, Make.Now)).Code.ShouldBe("evidence.disposed");
        Should.Throw<RuleBroken>(() => item.Withdraw("Wrong.", Make.NothingSigned, Make.Now)).Code.ShouldBe("evidence.disposed");
        Should.Throw<RuleBroken>(() => LegalHold.On(item, "An inquest.", Make.Chair, Make.Now)).Code.ShouldBe("retention.disposed");
    }

    [Fact]
    public void A_file_that_comes_back_is_as_new()
    {
        var file = File('a');
        file.Take(Make.Now).ShouldBeFalse();
        file.Look(FileIntegrity.Whole, Make.Now);
        var scan = file.Scan;
        file.DisposeOf(Make.Now);
        file.Gone(Make.Now);
        file.Scan.ShouldBeGreaterThan(scan, "a scan that was asked for is void");

        file.Take(Make.Now.AddDays(1)).ShouldBeTrue();

        (file.DisposedAt, file.GoneAt, file.Integrity, file.CheckedAt, file.StoredAt).ShouldBe((null, null, FileIntegrity.NotChecked, null, Make.Now.AddDays(1)));
    }

    private static (EvidenceItem Item, Disposal Disposal) Proposed()
    {
        var item = Evidence();
        return (item, Disposal.Propose(1, [(item, Look(Item(new DateOnly(2010, 1, 1))))], "Old.", (Make.Chair, "Chair"), Make.Now));
    }

    private static EvidenceItem Evidence() => EvidenceItem.Add(
        Id<Body>.New(), new EvidenceDescription("Audit", EvidenceKind.Audit, new DateOnly(2009, 1, 1), "It shows."), "a.txt", File('a'), Make.Somebody, Make.Now);

    private static StoredFile File(char digit) => StoredFile.Of(new string(digit, 64), 5, "text/plain", Make.Now);

    private static RetainedItem Item(DateOnly added) => new(Id<EvidenceItem>.New(), "Audit", EvidenceKind.Audit, new DateOnly(2009, 1, 1), 1, added);

    private static RetentionFinding Look(RetainedItem item) => RetentionRule.Look(item, new RetentionPeriods(_ => (6, false)), _today);
}
