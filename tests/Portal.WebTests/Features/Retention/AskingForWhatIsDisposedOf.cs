using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Domain.Retention;
using Portal.Domain.SignOff;
using Portal.Web.Documents;
using Portal.Web.Features.LateAdditions;
using Portal.Web.Features.Packs;
using Portal.Web.Features.Retention;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Retention;

/// <summary>A pack that is asked for beside the whole one gets every file it needs, or is refused: also where somebody approves the disposal of one at the same moment.</summary>
public sealed class AskingForWhatIsDisposedOf(PortalFixture portal) : RetentionTest(portal)
{
    private const int Rounds = 4;

    [Fact]
    public async Task A_redacted_pack_is_refused_from_the_moment_the_disposal_was_approved_and_not_only_once_the_content_is_gone()
    {
        var scene = await OldSceneAsync();
        await DisposedAsync(scene.Evidence[0]);

        (await Should.ThrowAsync<RuleBroken>(() => RedactedAsync(scene, "Nobody"))).Code.ShouldBe("redaction.disposed");

        await Given.JobsRun();
        await WithheldAsync(async redact => await redact.WithholdItemAsync(scene.Pack!.Value, await NumberAsync(scene, scene.Evidence[0]), "It was disposed of", default));
        await RedactedAsync(scene, null);
        await ShouldAllBeMadeAsync();
    }

    [Fact]
    public async Task Of_a_redacted_pack_and_a_disposal_at_the_same_moment_one_is_refused()
    {
        var scene = await OldSceneAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var item = scene.Evidence[round];
            var disposal = await ProposedAsync(item);
            await WithheldAsync(redact => redact.WithholdWordsAsync(scene.Pack!.Value, $"Nobody {round}", "Private", default));

            var ended = await AtOnce.DoAsync(() => ApproveAsync(disposal), () => RedactedAsync(scene, null));

            await ShouldBeOneAsync(ended, item, "redaction.disposed", round);
            await SettleAsync(disposal, ended[0] is null);
            if (ended[0] is null)
            {
                await WithheldAsync(async redact => await redact.WithholdItemAsync(scene.Pack!.Value, await NumberAsync(scene, item), "It was disposed of", default));
                await RedactedAsync(scene, null);
            }

            await ShouldAllBeMadeAsync();
            await WithheldAsync(redact => redact.BeginLikeLastAsync(scene.Pack!.Value, default));
        }
    }

    [Fact]
    public async Task Of_a_supplement_and_a_disposal_at_the_same_moment_one_is_refused()
    {
        var scene = await OldSceneAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var item = scene.Evidence[round];
            await AddedLateAsync(scene, item);
            var disposal = await ProposedAsync(item);

            var ended = await AtOnce.DoAsync(
                () => ApproveAsync(disposal), () => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<MakeSupplement>().ToAsync(scene.Pack!.Value, default)));

            await ShouldBeOneAsync(ended, item, "pack.nothing-late", round);
            await SettleAsync(disposal, ended[0] is null);
            await ShouldAllBeMadeAsync();
        }
    }

    private async Task<Scene> OldSceneAsync()
    {
        var scene = await Given.Packed([.. Enumerable.Range(0, Rounds).Select(n => ($"Notes {n}.txt", (Func<Stream>)(() => new MemoryStream(Bytes($"Notes {n}")))))]);
        foreach (var item in scene.Evidence)
        {
            await Given.AddedOn(item, LongAgo);
        }

        await Given.SubmittedOn(scene.Id, LongAgo);
        return scene;
    }

    private async Task AddedLateAsync(Scene scene, Id<EvidenceItem> item)
    {
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WiderSight>().DoAsync(
            async wide =>
            {
                await wide.GetRequiredService<AddLate>().ToSubmittedAsync(scene.Id, item, new LateWords("LSCB-03", null, "It confirms the first.", "It was late."), default);
                return true;
            },
            default));
        await Portal.ReadAsync(db => db.LateAdditions.ExecuteUpdateAsync(set => set.SetProperty(l => l.AddedAt, LongAgo)));
    }

    /// <summary>Asks for it; withholds the words first where there are some.</summary>
    private async Task RedactedAsync(Scene scene, string? words)
    {
        if (words is not null)
        {
            await WithheldAsync(redact => redact.WithholdWordsAsync(scene.Pack!.Value, words, "Private", default));
        }

        await Portal.AsAsync(Given.Manager, async s =>
        {
            var changes = await s.GetRequiredService<PortalDbContext>().Redactions.Where(r => r.PackId == null).Select(r => r.Changes).SingleAsync();
            return await s.GetRequiredService<RedactPack>().MakeAsync(scene.Pack!.Value, changes, default);
        });
    }

    private Task WithheldAsync(Func<RedactPack, Task> choose) => Portal.AsAsync(Given.Manager, s => choose(s.GetRequiredService<RedactPack>()));

    private async Task<int> NumberAsync(Scene scene, Id<EvidenceItem> item)
    {
        var content = await Portal.ReadAsync(db => db.FrozenVersions.Where(v => v.SelfAssessmentId == scene.Id).Select(v => v.Content).SingleAsync());
        return SelfAssessmentDocument.Parse(content).Evidence.Single(e => e.Id == item.Value).Number;
    }

    private async Task ShouldBeOneAsync(IReadOnlyList<Exception?> ended, Id<EvidenceItem> item, string tooLate, int round)
    {
        ended.Count(e => e is null).ShouldBe(1, $"round {round}: {string.Join(", ", ended.Select(e => e?.Message ?? "done"))}");
        ended.OfType<RuleBroken>().Single().Code.ShouldBe(ended[0] is null ? tooLate : "retention.must-be-kept", $"round {round}");
        ((await ItemAsync(item)).DisposedAt is not null).ShouldBe(ended[0] is null);
    }

    private async Task SettleAsync(Id<Disposal> disposal, bool isApproved)
    {
        if (!isApproved)
        {
            await Portal.AsAsync(Given.Chair, s => s.GetRequiredService<DecideDisposal>().RefuseAsync(disposal, "A pack is made with it.", default));
        }
    }

    private async Task ShouldAllBeMadeAsync()
    {
        await Given.JobsRun();
        (await Portal.ReadAsync(db => db.Packs.Where(p => p.State != PackState.Complete).Select(p => p.Failure ?? p.State.ToString()).ToListAsync())).ShouldBeEmpty();
    }
}
