using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Writing;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

public sealed class SavingTheSameAnswer(PortalFixture portal) : PortalTest(portal)
{
    private const string Criterion = "LSCB-02";

    private static readonly AnswerText _fromThePolice = Given.Answer with { Know = "The police know this." };
    private static readonly AnswerText _fromTheManager = Given.Answer with { Know = "The manager knows that." };

    [Fact]
    public async Task Whoever_comes_second_is_told_both_texts_and_loses_neither()
    {
        var scene = await Given.Assigned();
        var first = await SaveAsync(Given.Police, scene, _fromThePolice, 0);

        var second = await SaveAsync(Given.Manager, scene, _fromTheManager, 0);

        first.Saved.ShouldBeTrue();
        second.Saved.ShouldBeFalse();
        second.SavedFirst.ShouldBe(new SavedFirst<AnswerText>(_fromThePolice, "Priya Nair", PortalFixture.Start.UtcDateTime));
        second.Version.ShouldBe(first.Version);
        (await AnswerAsync(scene)).Text.ShouldBe(_fromThePolice);
        (await RevisionsAsync(scene)).Select(r => (Text(r), r.KeptAside)).ShouldBe([(_fromThePolice, false), (_fromTheManager, true)], ignoreOrder: true);
    }

    [Fact]
    public async Task Whoever_has_seen_both_may_save_over_the_first()
    {
        var scene = await Given.Assigned();
        await SaveAsync(Given.Police, scene, _fromThePolice, 0);
        var told = await SaveAsync(Given.Manager, scene, _fromTheManager, 0);

        var joined = await SaveAsync(Given.Manager, scene, _fromTheManager with { Next = "Both." }, told.Version);

        joined.Saved.ShouldBeTrue();
        (await AnswerAsync(scene)).Text.Next.ShouldBe("Both.");
        (await RevisionsAsync(scene)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task At_the_very_same_moment_one_is_saved_and_the_other_kept_aside()
    {
        var scene = await Given.Assigned();
        var version = 0;
        for (var round = 1; round <= 8; round++)
        {
            var police = _fromThePolice with { Know = $"The police know this in round {round}.", Next = $"Round {round}" };
            var manager = _fromTheManager with { Know = $"The manager knows that in round {round}.", Next = $"Round {round}" };
            SaveOutcome<AnswerText>? policeGot = null, managerGot = null;

            var failures = await AtOnce.DoAsync(
                async () => policeGot = await SaveAsync(Given.Police, scene, police, version),
                async () => managerGot = await SaveAsync(Given.Manager, scene, manager, version));

            failures.ShouldAllBe(f => f == null);
            var (winner, loser, lost) = policeGot!.Saved ? (police, manager, managerGot!) : (manager, police, policeGot);
            (policeGot.Saved ^ managerGot!.Saved).ShouldBeTrue("Exactly one of the two is saved.");
            lost.SavedFirst!.Text.ShouldBe(winner);
            var answer = await AnswerAsync(scene);
            answer.Text.ShouldBe(winner);
            answer.Version.ShouldBe(version + 1);
            lost.Version.ShouldBe(answer.Version);
            (await RevisionsAsync(scene)).Where(r => Text(r).Next == winner.Next).Select(r => (Text(r), r.KeptAside)).ShouldBe([(winner, false), (loser, true)], ignoreOrder: true);
            version = answer.Version;
        }
    }

    [Fact]
    public async Task The_same_words_twice_are_no_conflict_and_no_second_revision()
    {
        var scene = await Given.Assigned();
        var first = await SaveAsync(Given.Police, scene, _fromThePolice, 0);

        var again = await SaveAsync(Given.Manager, scene, _fromThePolice with { Know = "  The police know this.\r\n" }, 0);

        (again.Saved, again.Version).ShouldBe((true, first.Version));
        (await RevisionsAsync(scene)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_judgement_decided_twice_keeps_both_texts_too()
    {
        var scene = await Given.Assigned();
        var other = Given.Judgement with { Reasons = "Other reasons." };

        var outcomes = new SaveOutcome<JudgementText>?[2];
        var failures = await AtOnce.DoAsync(
            async () => outcomes[0] = await JudgeAsync(Given.Chair, scene, Given.Judgement),
            async () => outcomes[1] = await JudgeAsync(Given.Manager, scene, other));

        failures.ShouldAllBe(f => f == null);
        outcomes.Count(o => o!.Saved).ShouldBe(1);
        (await Portal.ReadAsync(db => db.Judgements.SingleAsync())).Text.ShouldBe(outcomes[0]!.Saved ? Given.Judgement : other);
        (await Portal.ReadAsync(db => db.Revisions.Where(r => r.Subject == "LSCB").ToListAsync())).Select(r => r.KeptAside).ShouldBe([false, true], ignoreOrder: true);
    }

    [Theory]
    [InlineData(false, "frozen for signature")]
    [InlineData(true, "submitted and is locked")]
    public async Task A_text_that_comes_after_the_freezing_changes_nothing(bool submitted, string words)
    {
        var scene = submitted ? await Given.Submitted() : await Given.UpForSignature();
        var before = await AnswerAsync(scene);
        var revisions = (await RevisionsAsync(scene)).Count;

        var refused = await Should.ThrowAsync<RuleBroken>(() => SaveAsync(Given.Police, scene, _fromThePolice, before.Version));

        refused.Message.ShouldContain(words);
        (await AnswerAsync(scene)).Text.ShouldBe(before.Text);
        (await RevisionsAsync(scene)).Count.ShouldBe(revisions);
    }

    [Fact]
    public async Task Only_the_assigned_agency_and_those_who_run_it_may_write()
    {
        var scene = await Given.Assigned();

        await Should.ThrowAsync<Forbidden>(() => SaveAsync("samuel.okafor", scene, _fromThePolice, 0));
        await Should.ThrowAsync<NotFound>(() => SaveAsync("janet.moss", scene, _fromThePolice, 0));
        await Should.ThrowAsync<NotFound>(() => SaveAsync("ruth.bannister", scene, _fromThePolice, 0));
        await Should.ThrowAsync<NotFound>(() => SaveAsync("pat.quinn", scene, _fromThePolice, 0));
        (await Portal.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_grade_or_criterion_that_the_framework_does_not_have_is_refused()
    {
        var scene = await Given.Assigned();

        (await Should.ThrowAsync<RuleBroken>(() => SaveAsync(Given.Police, scene, _fromThePolice with { SelfGrade = "excellent" }, 0))).Field.ShouldBe("SelfGrade");
        await Should.ThrowAsync<NotFound>(() => Portal.AsAsync(Given.Manager, s =>
            s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "HP-01", _fromThePolice, 0, default)));
    }

    private static AnswerText Text(Revision revision) => JsonSerializer.Deserialize<AnswerText>(revision.Content)!;

    private Task<SaveOutcome<AnswerText>> SaveAsync(string who, Scene scene, AnswerText text, int basedOn) =>
        Portal.AsAsync(who, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, Criterion, text, basedOn, default));

    private Task<SaveOutcome<JudgementText>> JudgeAsync(string who, Scene scene, JudgementText text) =>
        Portal.AsAsync(who, s => s.GetRequiredService<SaveJudgement>().AsAsync(scene.Id, "LSCB", text, 0, default));

    private Task<Answer> AnswerAsync(Scene scene) => Portal.ReadAsync(db => db.Answers.SingleAsync(a => a.SelfAssessmentId == scene.Id && a.CriterionId == Criterion));

    private Task<List<Revision>> RevisionsAsync(Scene scene) =>
        Portal.ReadAsync(db => db.Revisions.Where(r => r.SelfAssessmentId == scene.Id && r.Subject == Criterion).ToListAsync());
}
