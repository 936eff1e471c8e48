using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Packs;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Packs;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Workflows;

/// <summary>State of the process, tasks, bookmarks, journal, mails, jobs and the records themselves become true in one save or not at all.</summary>
public sealed class LosingPowerBetweenSteps(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task An_opening_that_was_not_saved_left_nothing_and_works_the_next_time()
    {
        var before = await EverythingAsync();
        Portal.Host.Saves.FailAfter(0);

        await Should.ThrowAsync<PowerCut>(() => Given.Opened());

        (await EverythingAsync()).ShouldBe(before);
        await Given.Opened();
    }

    [Fact]
    public async Task A_freezing_that_was_not_saved_left_the_text_open_and_the_task_undone()
    {
        var scene = await Given.Assessed();
        var before = await EverythingAsync();
        Portal.Host.Saves.FailAfter(0);

        await Should.ThrowAsync<PowerCut>(() => Given.Finished(scene.Id, "Ready"));

        (await EverythingAsync()).ShouldBe(before);
        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-02", Given.Answer with { Next = "Still open." }, 1, default));
        await Given.Finished(scene.Id, "Ready");
        (await Portal.ReadAsync(db => db.FrozenVersions.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_last_signature_that_was_not_saved_submitted_nothing()
    {
        var scene = await Given.SignedByDirector();
        var before = await EverythingAsync();
        Portal.Host.Saves.FailAfter(0);

        await Should.ThrowAsync<PowerCut>(() => Given.Signed(Given.Chair, scene.Id));

        (await EverythingAsync()).ShouldBe(before);
        await Given.Signed(Given.Chair, scene.Id);
        (await Portal.ReadAsync(db => db.SelfAssessments.SingleAsync())).Status.ShouldBe(SelfAssessmentStatus.Submitted);
    }

    [Fact]
    public async Task A_pack_that_was_written_but_not_recorded_is_made_again_and_handed_over_once()
    {
        var scene = await Given.Submitted();
        Portal.Host.Saves.FailOnce<EvidencePack>(p => p.State == PackState.Complete);

        await Given.JobsRun();
        (await Portal.ReadAsync(db => db.Packs.SingleAsync())).State.ShouldBe(PackState.Assembling);
        (await Portal.ReadAsync(db => db.Set<JobRequest>().SingleAsync(j => j.Kind == AssemblePackJob.Kind))).LastError.ShouldNotBeNull().ShouldContain("The power went.");

        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await Given.JobsRun();

        var pack = await Portal.ReadAsync(db => db.Packs.SingleAsync());
        pack.State.ShouldBe(PackState.Complete);
        Directory.GetFiles(Path.Combine(Portal.Data, "packs")).ShouldBe([Path.Combine(Portal.Data, "packs", $"{pack.Id}.zip")]);
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().CountAsync(m => m.Subject.StartsWith("Evidence pack received")))).ShouldBe(3);
        (await Portal.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync())).SubStatus.ShouldBe("Finished");
        scene.Pack.ShouldBe(pack.Id);
    }

    /// <summary>Every row of every table, as text.</summary>
    private Task<string> EverythingAsync() => Portal.ReadAsync(async db =>
    {
        var rows = new List<string>();
        foreach (var entity in db.Model.GetEntityTypes().Where(e => !e.IsOwned()).OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var set = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, [])!.MakeGenericMethod(entity.ClrType).Invoke(db, [])!;
            foreach (var row in await set.AsTracking().ToListAsync())
            {
                var entry = db.Entry(row);
                rows.Add(entity.ShortName() + ": " + string.Join(", ", entry.Properties.Select(p => $"{p.Metadata.Name}={p.CurrentValue}")));
            }
        }

        return string.Join('\n', rows.Order(StringComparer.Ordinal));
    });
}
