using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.SignOff;
using Portal.Web.Auditing;
using Portal.Web.Documents;
using Portal.Web.Documents.Redactions;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Packs;

/// <summary>Chooses what a redacted pack is without, and asks for the pack. Each method is told the whole pack that is redacted.</summary>
public sealed class RedactPack(PortalDbContext db, JobQueue jobs, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>The choices that can still be changed; null where none were begun.</summary>
    public Task<Redaction?> OpenAsync(Id<FrozenVersion> version, CancellationToken ct) =>
        db.Redactions.Include(r => r.Withheld.OrderBy(w => w.Id)).FirstOrDefaultAsync(r => r.FrozenVersionId == version && r.PackId == null, ct);

    /// <summary>Withholds an item of evidence; begins the choices, with those of the last redacted pack, where none are open.</summary>
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
        if (words?.Trim() is { Length: > 0 } said && new WithheldWords(said, "").In(signed.Body.Name) > 0)
        {
            throw new RuleBroken("redaction.body", "These words are part of the name of the body, which stands on every page", "Words");
        }

        redaction.WithholdWords(words, reason);
    }, ct);

    /// <summary>Begins the choices with those of the last redacted pack.</summary>
    public Task BeginAsync(Id<EvidencePack> id, CancellationToken ct) => ChangeAsync(id, (_, _) => { }, ct);

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
        var redacted = redaction.Make(version, seen, $"{Path.GetFileNameWithoutExtension(pack.FileName)} redacted {redaction.Number}.zip", clock.UtcNow());
        db.Packs.Add(redacted);
        jobs.Request(AssemblePackJob.Kind, AssemblePackJob.SubjectOf(redacted));
        audit.Record(pack.BodyId, "redaction-asked-for", redacted.Id, string.Join("; ", new Withheld(redaction).Notes()));
        await db.SaveChangesAsync(ct);
        return redacted.Id;
    });

    private Task ChangeAsync(Id<EvidencePack> id, Action<Redaction, SelfAssessmentDocument> change, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (_, version) = await OfAsync(id, ct);
        var redaction = await OpenAsync(version.Id, ct);
        if (redaction is null)
        {
            var last = await db.Redactions.AsNoTracking().Include(r => r.Withheld).Where(r => r.FrozenVersionId == version.Id).OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);
            redaction = Redaction.Begin(version, last, clock.UtcNow());
            db.Redactions.Add(redaction);
        }

        change(redaction, SelfAssessmentDocument.Parse(version.Content));
        await db.SaveChangesAsync(ct);
    });

    private async Task<(EvidencePack Pack, FrozenVersion Version)> OfAsync(Id<EvidencePack> id, CancellationToken ct)
    {
        var pack = await db.Packs.AsNoTracking().Whole().Where(p => p.Id == id && p.State == PackState.Complete).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(pack.BodyId), "Only those who run the self-assessment withhold something from its pack.");
        return (pack, await db.FrozenVersions.AsNoTracking().SingleAsync(v => v.Id == pack.FrozenVersionId, ct));
    }
}
