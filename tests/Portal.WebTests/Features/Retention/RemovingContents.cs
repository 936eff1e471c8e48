using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Retention;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.Retention;
using Portal.Web.Files;
using Portal.Web.Files.Fixity;
using Portal.Web.Files.Stores;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Retention;

/// <summary>Contents leave the store once, whatever is killed or done at the same moment, and never one that something still holds.</summary>
public sealed class RemovingContents(PortalFixture portal) : RetentionTest(portal)
{
    private const string Text = "Notes of the panel.";

    [Fact]
    public async Task What_another_body_holds_stays_until_it_disposes_of_it_too()
    {
        var ours = await OldItemAsync("Ours", Text);
        var theirs = await OldItemAsync("Theirs", Text, "janet.moss", "demo-westmere-board");
        var sha256 = (await ItemAsync(ours)).FileSha256;
        await Given.JobsRun();

        var disposal = await DisposedAsync(ours);
        await Given.JobsRun();

        File.Exists(PathOf(sha256)).ShouldBeTrue();
        var certificate = await (await SignedInAs(Given.Manager)).Open($"/retention/disposal/{disposal}");
        certificate.ShouldSay("Kept in the store: the same content is also held by something that was not disposed of").Text.ShouldNotContain("Westmere");
        (await (await SignedInAs("janet.moss")).Open($"/evidence/read/{theirs}")).ShouldSay(Text);
        (await (await SignedInAs(Given.Manager)).Open($"/evidence/details/{ours}")).Text.ShouldNotContain("Open the file");

        await ApproveAsync(await ProposedByAsync("janet.moss", theirs), "robert.fielding");
        await Given.JobsRun();

        File.Exists(PathOf(sha256)).ShouldBeFalse();
        (await (await SignedInAs(Given.Manager)).Open($"/retention/disposal/{disposal}")).ShouldSay("Left the store on");
        (await Portal.ReadAsync(db => db.Set<DisposedFile>().CountAsync(f => f.GoneAt != null))).ShouldBe(2);
    }

    [Fact]
    public async Task A_hold_on_everything_that_comes_after_the_approval_keeps_what_is_still_there_until_it_is_lifted()
    {
        var item = await OldItemAsync("Notes", Text);
        var sha256 = (await ItemAsync(item)).FileSha256;
        await DisposedAsync(item);
        await HoldAsync(null);

        await Given.JobsRun();
        File.Exists(PathOf(sha256)).ShouldBeTrue();

        var hold = await Portal.ReadAsync(db => db.Set<LegalHold>().Select(h => h.Id).SingleAsync());
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<KeepEvidence>().ReleaseAsync(hold, "The inquest is over.", default));
        Portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await Given.JobsRun();
        File.Exists(PathOf(sha256)).ShouldBeFalse();
    }

    [Fact]
    public async Task All_versions_of_an_item_go_and_one_that_another_item_has_stays()
    {
        var item = await OldItemAsync("Notes", Text);
        var first = (await ItemAsync(item)).FileSha256;
        await ReplaceAsync(item, "Second.");
        await Given.AddedOn(item, LongAgo);
        var second = (await ItemAsync(item)).FileSha256;
        await OldItemAsync("Another with the first", Text);

        await DisposedAsync(item);
        await Given.JobsRun();

        (File.Exists(PathOf(first)), File.Exists(PathOf(second))).ShouldBe((true, false));
    }

    [Fact]
    public async Task Broken_off_anywhere_it_goes_on_and_nobody_takes_it_for_loss()
    {
        var item = await OldItemAsync("Notes", Text);
        var sha256 = (await ItemAsync(item)).FileSha256;
        var disposal = await DisposedAsync(item);

        // Killed before the content went: written down that nothing holds it.
        await Should.ThrowAsync<PowerCut>(() => RunAsync(disposal, new CutStore(Portal.Host.Services.GetRequiredService<IContentStore>(), afterwards: false)));
        File.Exists(PathOf(sha256)).ShouldBeTrue();
        (await StoredAsync(sha256))!.DisposedAt.ShouldNotBeNull();

        // Killed after it went, before that was written down.
        await Should.ThrowAsync<PowerCut>(() => RunAsync(disposal, new CutStore(Portal.Host.Services.GetRequiredService<IContentStore>(), afterwards: true)));
        File.Exists(PathOf(sha256)).ShouldBeFalse();
        (await StoredAsync(sha256))!.GoneAt.ShouldBeNull();
        await RoundAsync();
        (await Portal.ReadAsync(db => db.StoredFiles.Harmed().CountAsync())).ShouldBe(0);
        (await RecordedAsync("file-missing")).ShouldBeEmpty();

        await Given.JobsRun();
        await Portal.AsPortalAsync(s => s.GetRequiredService<RemoveDisposedJob>().RunAsync(disposal.ToString(), default));

        (await StoredAsync(sha256))!.GoneAt.ShouldNotBeNull();
        (await RecordedAsync("content-removed")).ShouldBe(["Version 1"], "it is on the record once, however often the work was begun");
        await RoundAsync();
        (await RecordedAsync("file-missing")).ShouldBeEmpty();
        (await new Visitor(Portal.Host).Open("/health")).Text.ShouldNotContain("Files lost or changed");
    }

    [Fact]
    public async Task One_that_the_store_does_not_let_go_keeps_no_other()
    {
        Id<EvidenceItem>[] items = [await OldItemAsync("One"), await OldItemAsync("Two"), await OldItemAsync("Three")];
        var disposal = await DisposedAsync(items);
        var hashes = await Portal.ReadAsync(db => db.StoredFiles.OrderBy(f => f.Sha256).Select(f => f.Sha256).ToListAsync());

        await Should.ThrowAsync<PowerCut>(() => RunAsync(disposal, new CutStore(Portal.Host.Services.GetRequiredService<IContentStore>(), afterwards: false, hashes[0])));

        hashes.Where(h => File.Exists(PathOf(h))).ShouldBe([hashes[0]]);
    }

    [Fact]
    public async Task The_same_file_can_be_added_again_and_is_looked_at_as_any_new_one()
    {
        var item = await OldItemAsync("Notes", Text);
        await Given.JobsRun();
        var disposal = await DisposedAsync(item);
        await Given.JobsRun();

        var again = await OldItemAsync("Notes, found again", Text);
        await Given.JobsRun();
        await RoundAsync();

        again.ShouldNotBe(item);
        var sha256 = (await ItemAsync(again)).FileSha256;
        var stored = (await StoredAsync(sha256))!;
        (File.Exists(PathOf(sha256)), stored.DisposedAt, stored.GoneAt, stored.Integrity).ShouldBe((true, null, null, FileIntegrity.Whole));
        (await (await SignedInAs(Given.Manager)).Open($"/evidence/read/{again}")).ShouldSay(Text);
        (await (await SignedInAs(Given.Manager)).Open($"/evidence/details/{item}")).ShouldSay("Its file can be had no more");
        (await (await SignedInAs(Given.Manager)).Get($"/evidence/download/{item}")).Headers.Location!.ToString().ShouldContain("/evidence/details/", Case.Sensitive);
        (await (await SignedInAs(Given.Manager)).Open($"/retention/disposal/{disposal}")).ShouldSay("Left the store on");
    }

    [Fact]
    public async Task Added_again_before_its_content_went_it_stays()
    {
        var item = await OldItemAsync("Notes", Text);
        var disposal = await DisposedAsync(item);
        await Should.ThrowAsync<PowerCut>(() => RunAsync(disposal, new CutStore(Portal.Host.Services.GetRequiredService<IContentStore>(), afterwards: false)));

        var again = await OldItemAsync("Notes, found again", Text);
        await Given.JobsRun();

        var sha256 = (await ItemAsync(again)).FileSha256;
        File.Exists(PathOf(sha256)).ShouldBeTrue();
        (await StoredAsync(sha256))!.DisposedAt.ShouldBeNull();
        (await (await SignedInAs(Given.Manager)).Open($"/retention/disposal/{disposal}")).ShouldSay("Kept in the store");
    }

    [Fact]
    public async Task Added_again_at_the_very_moment_it_is_either_there_whole_or_refused()
    {
        for (var round = 0; round < 8; round++)
        {
            var text = $"{Text} {round}";
            var disposal = await DisposedAsync(await OldItemAsync($"Notes {round}", text));
            Id<EvidenceItem>? again = null;

            var ended = await AtOnce.DoAsync(
                () => Portal.AsPortalAsync(s => s.GetRequiredService<RemoveDisposedJob>().RunAsync(disposal.ToString(), default)),
                async () => again = await OldItemAsync($"Notes {round}, found again", text));

            ended[0].ShouldBeNull();
            if (again is { } added)
            {
                var sha256 = (await ItemAsync(added)).FileSha256;
                (File.Exists(PathOf(sha256)), (await StoredAsync(sha256))!.DisposedAt).ShouldBe((true, null), $"round {round}: what was taken is there");
            }
            else
            {
                ended[1].ShouldBeOfType<RuleBroken>().Code.ShouldBe("evidence.removed-meanwhile");
            }
        }
    }

    [Fact]
    public async Task Content_that_comes_back_out_of_a_backup_is_swept_after_its_grace()
    {
        var item = await OldItemAsync("Notes", Text);
        var sha256 = (await ItemAsync(item)).FileSha256;
        await DisposedAsync(item);
        await Given.JobsRun();
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(sha256))!);
        await File.WriteAllTextAsync(PathOf(sha256), Text);

        await SweepAsync();
        File.Exists(PathOf(sha256)).ShouldBeTrue();
        File.SetLastWriteTimeUtc(PathOf(sha256), Portal.Clock.GetUtcNow().UtcDateTime.AddDays(-8));
        await SweepAsync();
        File.Exists(PathOf(sha256)).ShouldBeFalse();
    }

    [Fact]
    public async Task Two_approvals_at_once_are_one()
    {
        var item = await OldItemAsync("Notes", Text);
        var disposal = await ProposedByAsync(Given.Manager, item);

        var ended = await AtOnce.DoAsync(() => ApproveAsync(disposal), () => ApproveAsync(disposal), () => ApproveAsync(disposal));

        ended.Count(e => e is null).ShouldBe(1);
        ended.OfType<RuleBroken>().Select(e => e.Code).ShouldBe(["retention.decided", "retention.decided"]);
        (await RecordedAsync("evidence-disposed")).Count.ShouldBe(1);
        (await Portal.ReadAsync(db => db.Set<DisposedFile>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Two_proposals_of_the_same_item_at_once_are_one()
    {
        var item = await OldItemAsync("Notes", Text);

        var ended = await AtOnce.DoAsync(() => ProposedByAsync(Given.Manager, item), () => ProposedByAsync(Given.Chair, item));

        ended.Count(e => e is null).ShouldBe(1);
        ended.OfType<RuleBroken>().Single().Code.ShouldBe("retention.must-be-kept");
    }

    [Fact]
    public async Task A_hold_placed_while_it_is_approved_either_holds_it_or_comes_too_late()
    {
        for (var round = 0; round < 8; round++)
        {
            var item = await OldItemAsync($"Notes {round}");
            var disposal = await ProposedAsync(item);

            var ended = await AtOnce.DoAsync(() => ApproveAsync(disposal), () => HoldAsync(item));

            var isGone = (await ItemAsync(item)).DisposedAt is not null;
            var isHeld = await Portal.ReadAsync(db => db.Set<LegalHold>().AnyAsync(h => h.EvidenceItemId == item));
            (isGone, isHeld).ShouldBe(ended[0] is null ? (true, false) : (false, true), $"round {round}");
            ended.OfType<RuleBroken>().Count().ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_claim_made_while_it_is_approved_either_keeps_it_or_comes_too_late()
    {
        var scene = await Given.Assigned();
        for (var round = 0; round < 8; round++)
        {
            var item = await OldItemAsync($"Notes {round}");
            var disposal = await ProposedAsync(item);

            var ended = await AtOnce.DoAsync(
                () => ApproveAsync(disposal),
                () => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<LinkEvidence>().ToCriterionAsync(item, scene.Id, "LSCB-01", null, default)));

            var after = await ItemAsync(item);
            (after.DisposedAt is not null, after.Links.Count).ShouldBe(ended[0] is null ? (true, 0) : (false, 1), $"round {round}");
            ended.OfType<RuleBroken>().Single().Code.ShouldBe(ended[0] is null ? "evidence.disposed" : "retention.must-be-kept");
        }
    }

    private Task ReplaceAsync(Id<EvidenceItem> item, string text) => Portal.AsAsync(Given.Manager, async s =>
    {
        using var examined = await s.GetRequiredService<FileChecks>().ExamineAsync(new MemoryStream(Bytes(text)), "again.txt", default);
        await s.GetRequiredService<ReplaceFile>().WithAsync(item, "Corrected.", examined, default);
    });

    private Task RunAsync(Id<Disposal> disposal, IContentStore contents) => Portal.AsPortalAsync(async s =>
    {
        var remove = ActivatorUtilities.CreateInstance<RemoveContent>(s, new EvidenceStore(contents, Portal.Data));
        await ActivatorUtilities.CreateInstance<RemoveDisposedJob>(s, remove).RunAsync(disposal.ToString(), default);
    });

    private Task RoundAsync() => Portal.AsPortalAsync(s => s.GetRequiredService<CheckFilesJob>().RunAsync(CheckFilesJob.Name, default));

    private Task SweepAsync() => Portal.AsPortalAsync(s => s.GetRequiredService<SweepOrphansJob>().RunAsync(SweepOrphansJob.Name, default));

    /// <summary>A store during whose deleting the power goes.</summary>
    /// <param name="contents">The store.</param>
    /// <param name="afterwards">Whether the content is gone by then.</param>
    /// <param name="sha256">Of which content; of any when null.</param>
    private sealed class CutStore(IContentStore contents, bool afterwards, string? sha256 = null) : IContentStore
    {
        public string Description => contents.Description;

        public async Task<bool> DeleteAsync(string name, CancellationToken ct)
        {
            if (sha256 is not null && !name.EndsWith(sha256, StringComparison.Ordinal))
            {
                return await contents.DeleteAsync(name, ct);
            }

            if (afterwards)
            {
                await contents.DeleteAsync(name, ct);
            }

            throw new PowerCut();
        }

        public Task<bool> DeleteAsync(string name, DateTime unlessSince, CancellationToken ct) => contents.DeleteAsync(name, unlessSince, ct);

        public Task KeepAsync(string name, string path, CancellationToken ct) => contents.KeepAsync(name, path, ct);

        public Task WriteAsync(string name, Stream content, CancellationToken ct) => contents.WriteAsync(name, content, ct);

        public Task<Stream> OpenReadAsync(string name, CancellationToken ct) => contents.OpenReadAsync(name, ct);

        public Task<HeldContent?> FindAsync(string name, CancellationToken ct) => contents.FindAsync(name, ct);

        public IAsyncEnumerable<HeldContent> ListAsync(string prefix, CancellationToken ct) => contents.ListAsync(prefix, ct);

        public string? PathOf(string name) => contents.PathOf(name);
    }
}
