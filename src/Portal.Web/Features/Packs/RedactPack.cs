using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Domain.SignOff;
using Portal.Web.Auditing;
using Portal.Web.Documents;
using Portal.Web.Documents.Redactions;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Packs;

/// <summary>Chooses what a redacted pack is without, and asks for the pack. Each method is told the whole pack that is redacted.</summary>
public sealed class RedactPack(PortalDbContext db, RetentionPosts retention, JobQueue jobs, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>The choices that can still be changed; null where none were begun.</summary>
    public Task<Redaction?> OpenAsync(Id<FrozenVersion> version, CancellationToken ct) =>
        db.Redactions.Include(r => r.Withheld.OrderBy(w => w.Id)).FirstOrDefaultAsync(r => r.FrozenVersionId == version && r.PackId == null, ct);

    /// <summary>Withholds an item of evidence; begins the choices where none are open.</summary>
    /// <exception cref="RuleBroken">There is no such item, it is withheld already, or no reason is given.</exception>
    public Task WithholdItemAsync(Id<EvidencePack> id, int? number, string? reason, CancellationToken ct) => ChangeAsync(id, (redaction, signed) =>
    {
        if (!signed.Evidence.Any(e => e.Number == number))
        {
            throw new RuleBroken("redaction.no-item", "Choose an item of evidence", "Item");
        }

        redaction.WithholdItem(number!.Value, reason);
    }, ct);

    /// <summary>Withholds words wherever they stand; begins the choices as <see cref="WithholdItemAsync"/> does.</summary>
    /// <exception cref="RuleBroken">They are too few or too long, or stand on every page; no reason is given, or a reason repeats them.</exception>
    public Task WithholdWordsAsync(Id<EvidencePack> id, string? words, string? reason, CancellationToken ct) => ChangeAsync(id, (redaction, signed) =>
    {
        if (words?.Trim() is { Length: > 0 and <= Redaction.LongestWords } said && new WithheldWords(said, "").In(signed.Body.Name) > 0)
        {
            throw new RuleBroken("redaction.body", "These words are part of the name of the body, which stands on every page", "Words");
        }

        redaction.WithholdWords(words, reason);
    }, ct);

    /// <summary>Begins the choices with those of the last redacted pack; changes nothing where choices are open.</summary>
    public Task BeginLikeLastAsync(Id<EvidencePack> id, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (_, version) = await OfAsync(id, ct);
        if (await OpenAsync(version.Id, ct) is null && await LastAsync(version.Id, ct) is { } last)
        {
            db.Redactions.Add(last.Again(clock.UtcNow()));
            await db.SaveChangesAsync(ct);
        }
    });

    /// <summary>Lets the redacted pack have something after all.</summary>
    public Task KeepAsync(Id<EvidencePack> id, Id<Withholding> withheld, CancellationToken ct) => ChangeAsync(id, (redaction, _) => redaction.Keep(withheld), ct);

    /// <summary>Asks for the redacted pack.</summary>
    /// <param name="id">The whole pack.</param>
    /// <param name="seen">The changes that were looked at.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleBroken">Nothing is withheld, or somebody changed it meanwhile.</exception>
    public Task<Id<EvidencePack>> MakeAsync(Id<EvidencePack> id, int seen, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (pack, version) = await OfAsync(id, ct);
        var redaction = await OpenAsync(version.Id, ct) ?? throw new RuleBroken("redaction.nothing", "Nothing is withheld: give the pack itself.");
        var signed = SelfAssessmentDocument.Parse(version.Content);
        var withheld = new Withheld(redaction, signed);
        (await retention.ScheduleAsync(pack.BodyId, ct)).Decide();
        await RequireAllThereAsync(signed, withheld, ct);
        var redacted = redaction.Make(version, seen, $"{Path.GetFileNameWithoutExtension(pack.FileName)} redacted {redaction.Number}.zip", clock.UtcNow());
        db.Packs.Add(redacted);
        jobs.Request(AssemblePackJob.Kind, AssemblePackJob.SubjectOf(redacted));
        audit.Record(pack.BodyId, "redaction-asked-for", redacted.Id, string.Join("; ", withheld.Notes()));
        await db.SaveChangesAsync(ct);
        return redacted.Id;
    });

    /// <summary>The whole pack with its version, for those who run the self-assessment.</summary>
    /// <exception cref="NotFound">It is not there, not complete, not whole, or not theirs to withhold something from.</exception>
    public async Task<(EvidencePack Pack, FrozenVersion Version)> OfAsync(Id<EvidencePack> id, CancellationToken ct)
    {
        var pack = await db.Packs.AsNoTracking().Whole().Where(p => p.Id == id && p.State == PackState.Complete).FirstOr404Async(ct);
        return me.Runs(pack.BodyId)
            ? (pack, await db.FrozenVersions.AsNoTracking().Include(v => v.Signatures).SingleAsync(v => v.Id == pack.FrozenVersionId, ct))
            : throw new NotFound();
    }

    private Task ChangeAsync(Id<EvidencePack> id, Action<Redaction, SelfAssessmentDocument> change, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (_, version) = await OfAsync(id, ct);
        var redaction = await OpenAsync(version.Id, ct);
        if (redaction is null)
        {
            var last = await LastAsync(version.Id, ct);
            redaction = Redaction.Begin(version, (last?.Number ?? 0) + 1, clock.UtcNow());
            db.Redactions.Add(redaction);
        }

        change(redaction, SelfAssessmentDocument.Parse(version.Content));
        await db.SaveChangesAsync(ct);
    });

    private Task<Redaction?> LastAsync(Id<FrozenVersion> version, CancellationToken ct) =>
        db.Redactions.AsNoTracking().Include(r => r.Withheld).Where(r => r.FrozenVersionId == version).OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);

    /// <summary>What was disposed of since it was signed goes into no pack any more, also where its content is not gone yet.</summary>
    private async Task RequireAllThereAsync(SelfAssessmentDocument signed, Withheld withheld, CancellationToken ct)
    {
        var kept = signed.Evidence.Where(e => withheld.ReasonOf(e.Number) is null).ToList();
        var (items, files) = (kept.ConvertAll(e => new Id<EvidenceItem>(e.Id)), kept.ConvertAll(e => e.Sha256));
        var itemsGone = await db.EvidenceItems.Where(e => items.Contains(e.Id) && e.DisposedAt != null).Select(e => e.Id).ToListAsync(ct);
        var filesGone = await db.StoredFiles.Where(f => files.Contains(f.Sha256) && f.DisposedAt != null).Select(f => f.Sha256).ToListAsync(ct);
        if (kept.FindAll(e => itemsGone.Contains(new Id<EvidenceItem>(e.Id)) || filesGone.Contains(e.Sha256)) is { Count: > 0 } gone)
        {
            throw new RuleBroken("redaction.disposed", $"Evidence {string.Join(", ", gone.Select(e => $"{e.Number:000}"))} was disposed of since it was signed: withhold it with that reason.");
        }
    }
}
