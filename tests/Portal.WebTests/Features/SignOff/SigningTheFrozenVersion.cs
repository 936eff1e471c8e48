using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Features.SignOff;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SignOff;

public sealed class SigningTheFrozenVersion(PortalFixture portal) : PortalTest(portal)
{
    private static readonly string[] _receivers = ["Helen Archer", "Margaret Ellis", "Priya Nair", "Tom Whitfield"];

    [Theory]
    [InlineData(Given.Chair, Given.Director)]
    [InlineData(Given.Director, Given.Chair)]
    public async Task Signed_by_both_in_either_order_it_is_submitted_and_locked(string first, string second)
    {
        var scene = await Given.UpForSignature();

        await Given.Signed(first, scene.Id);
        (await AssessmentAsync(scene)).Status.ShouldBe(SelfAssessmentStatus.AwaitingSignatures);
        await Given.Signed(second, scene.Id);

        await ShouldBeSubmittedOnceAsync(scene);
    }

    [Fact]
    public async Task At_the_very_same_moment_both_signatures_count_and_it_is_submitted_once()
    {
        var scene = await Given.UpForSignature();
        var hash = await Given.PresentHash(scene.Id);

        var failures = await AtOnce.DoAsync(() => SignAsync(Given.Chair, scene, hash), () => SignAsync(Given.Director, scene, hash));

        failures.ShouldAllBe(f => f == null);
        await ShouldBeSubmittedOnceAsync(scene);
    }

    [Fact]
    public async Task Pressed_twice_at_the_same_moment_it_is_one_signature()
    {
        var scene = await Given.UpForSignature();
        var hash = await Given.PresentHash(scene.Id);

        var ends = await AtOnce.DoAsync(() => SignAsync(Given.Chair, scene, hash), () => SignAsync(Given.Chair, scene, hash), () => SignAsync(Given.Chair, scene, hash));

        ends.Count(e => e is null).ShouldBe(1);

        // Each is refused by the first thing it reads as the winner left it: the version, the task list, or the place where the case waits.
        // One that read the version before and the tasks after the winner's commit finds its task done, and that is a right refusal too.
        ends.OfType<RuleBroken>().Select(r => r.Code).Where(code => code is "sign-off.signed-already" or "task.not-open" or "workflow.already-done").Count()
            .ShouldBe(2, string.Join("; ", ends.Select(e => e?.Message ?? "signed")));
        (await VersionAsync(scene)).Signatures.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_signature_and_a_return_at_the_same_moment_leave_one_clear_outcome()
    {
        var scene = await Given.SignedByDirector();
        var hash = await Given.PresentHash(scene.Id);

        // The last signature and a return by the other post exclude each other: whoever is second is refused.
        var ends = await AtOnce.DoAsync(
            () => SignAsync(Given.Chair, scene, hash),
            () => Portal.AsAsync(Given.Director, s => s.GetRequiredService<DecideSignOff>().ReturnAsync(scene.Id, "Wait.", hash, default)));

        var version = await VersionAsync(scene);
        var assessment = await AssessmentAsync(scene);
        (version.State, assessment.Status, ends[0] is null).ShouldBeOneOf(
            (FrozenVersionState.Signed, SelfAssessmentStatus.Submitted, true),
            (FrozenVersionState.Returned, SelfAssessmentStatus.InProgress, false));
        ends.Count(e => e is RuleBroken).ShouldBe(1);
        (await Portal.ReadAsync(db => db.Packs.CountAsync())).ShouldBe(assessment.Status == SelfAssessmentStatus.Submitted ? 1 : 0);
    }

    [Fact]
    public async Task What_was_returned_changed_and_frozen_again_cannot_be_signed_from_the_old_page()
    {
        var scene = await Given.UpForSignature();
        var shown = await Given.PresentHash(scene.Id);
        await Given.Returned(Given.Chair, scene.Id, "Say more about LSCB-07.");
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-07", Given.Answer with { Know = "More." }, 1, default));
        await Given.Finished(scene.Id, "Ready");

        var refused = await Should.ThrowAsync<RuleBroken>(() => SignAsync(Given.Director, scene, shown));

        refused.Code.ShouldBe("sign-off.changed-since-shown");
        var version = await VersionAsync(scene);
        (version.Number, version.Signatures.Count, version.ContentHash == shown).ShouldBe((2, 0, false));
        await Given.Signed(Given.Director, scene.Id);
        await Given.Signed(Given.Chair, scene.Id);
        await ShouldBeSubmittedOnceAsync(scene);
    }

    [Fact]
    public async Task Signing_again_is_refused_and_the_first_signature_stands()
    {
        var scene = await Given.SignedByDirector();

        var refused = await Should.ThrowAsync<RuleBroken>(() => Given.Signed(Given.Director, scene.Id));

        refused.Code.ShouldBe("sign-off.signed-already");
        (await VersionAsync(scene)).Signatures.ShouldHaveSingleItem().PersonName.ShouldBe("Margaret Ellis");
    }

    [Theory]
    [InlineData(Given.Manager, typeof(Forbidden))]
    [InlineData(Given.Police, typeof(Forbidden))]
    [InlineData("david.lowe", typeof(Forbidden))]
    [InlineData("anita.desai", typeof(NotFound))]
    [InlineData("robert.fielding", typeof(NotFound))]
    [InlineData("ruth.bannister", typeof(NotFound))]
    [InlineData("pat.quinn", typeof(NotFound))]
    public async Task Only_the_boards_chair_and_its_authoritys_director_sign_or_return(string who, Type refusal)
    {
        var scene = await Given.UpForSignature();
        var hash = await Given.PresentHash(scene.Id);

        (await Record.ExceptionAsync(() => SignAsync(who, scene, hash))).ShouldBeOfType(refusal);
        (await Record.ExceptionAsync(() => Portal.AsAsync(who, s => s.GetRequiredService<DecideSignOff>().ReturnAsync(scene.Id, "No.", hash, default)))).ShouldBeOfType(refusal);

        var version = await VersionAsync(scene);
        (version.State, version.Signatures.Count).ShouldBe((FrozenVersionState.AwaitingSignatures, 0));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  \r\n")]
    public async Task A_return_needs_a_reason(string? reason)
    {
        var scene = await Given.UpForSignature();

        var refused = await Should.ThrowAsync<RuleBroken>(() => Given.Returned(Given.Chair, scene.Id, reason!));

        (refused.Code, refused.Field).ShouldBe(("sign-off.no-reason", "Reason"));
        (await AssessmentAsync(scene)).Status.ShouldBe(SelfAssessmentStatus.AwaitingSignatures);
    }

    [Fact]
    public async Task A_return_takes_the_other_posts_task_away_and_asks_the_manager_to_put_it_right()
    {
        var scene = await Given.UpForSignature();

        await Given.Returned(Given.Director, scene.Id, "Say more about LSCB-07.");

        (await AssessmentAsync(scene)).Status.ShouldBe(SelfAssessmentStatus.InProgress);
        var version = await VersionAsync(scene);
        (version.ReturnedByName, version.ReturnReason).ShouldBe(("Margaret Ellis", "Say more about LSCB-07."));
        var open = await Portal.ReadAsync(db => db.Tasks.Where(t => t.State == TaskState.Open && t.Outcomes.Count > 0).ToListAsync());
        open.ShouldHaveSingleItem().Outcomes.ShouldBe(["Ready"]);
    }

    [Fact]
    public async Task Returned_twice_and_signed_once_by_each_every_way_ends_in_one_submission()
    {
        foreach (var rounds in new string[][] { ["cS dR", "dR", "cS dS"], ["dS cR", "cR", "dS cS"], ["cR", "dR", "dS cS"] })
        {
            await Portal.ResetAsync();
            var scene = await Given.Assessed();
            foreach (var round in rounds)
            {
                await Given.Finished(scene.Id, "Ready");
                foreach (var step in round.Split(' '))
                {
                    var who = step[0] == 'c' ? Given.Chair : Given.Director;
                    await (step[1] == 'S' ? Given.Signed(who, scene.Id) : Given.Returned(who, scene.Id, "Not yet."));
                }
            }

            (await VersionAsync(scene)).Number.ShouldBe(3, string.Join(" / ", rounds));
            await ShouldBeSubmittedOnceAsync(scene);
        }
    }

    [Fact]
    public async Task Nothing_can_be_put_up_for_signature_without_a_judgement()
    {
        var scene = await Given.Assigned();
        await Given.Finished(scene.Id, "Assessed");

        var refused = await Should.ThrowAsync<RuleBroken>(() => Given.Finished(scene.Id, "Ready"));

        refused.Code.ShouldBe("sign-off.judgement-missing");
        (await AssessmentAsync(scene)).Status.ShouldBe(SelfAssessmentStatus.InProgress);
        (await Portal.ReadAsync(db => db.FrozenVersions.CountAsync())).ShouldBe(0);
    }

    private Task SignAsync(string who, Scene scene, string hash) => Portal.AsAsync(who, s => s.GetRequiredService<DecideSignOff>().SignAsync(scene.Id, hash, default));

    private Task<SelfAssessment> AssessmentAsync(Scene scene) => Portal.ReadAsync(db => db.SelfAssessments.SingleAsync(a => a.Id == scene.Id));

    private Task<FrozenVersion> VersionAsync(Scene scene) => Portal.ReadAsync(db =>
        db.FrozenVersions.Include(v => v.Signatures).Where(v => v.SelfAssessmentId == scene.Id).OrderByDescending(v => v.Number).FirstAsync());

    private async Task ShouldBeSubmittedOnceAsync(Scene scene)
    {
        var assessment = await AssessmentAsync(scene);
        var version = await VersionAsync(scene);
        assessment.Status.ShouldBe(SelfAssessmentStatus.Submitted);
        assessment.SubmittedVersionId.ShouldBe(version.Id);
        version.Signatures.Select(s => s.Role).ShouldBe([PostRole.Chair, PostRole.DirectorOfChildrensServices], ignoreOrder: true);
        version.Signatures.ShouldAllBe(s => s.ContentHash == version.ContentHash);
        (await Portal.ReadAsync(db => db.Packs.CountAsync(p => p.SelfAssessmentId == scene.Id))).ShouldBe(1);
        (await Portal.ReadAsync(db => db.Set<JobRequest>().CountAsync(j => j.Kind == "assemble-pack"))).ShouldBe(1);
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.StartsWith("Submitted")).Select(m => m.Name).ToListAsync())).Order().ShouldBe(_receivers);
        (await Portal.ReadAsync(db => db.Tasks.CountAsync(t => t.State == TaskState.Open))).ShouldBe(0);
        (await Portal.ReadAsync(db => db.Set<Web.Auditing.AuditEntry>().CountAsync(a => a.Action == "submitted"))).ShouldBe(1);
    }
}
