using Microsoft.EntityFrameworkCore;
using Portal.Domain.Packs;
using Portal.Web.Documents;
using Portal.Web.Documents.Bags;
using Portal.Web.Documents.Papers;
using Portal.Web.Documents.Redactions;
using Portal.Web.Documents.Supplements;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Words;

namespace Portal.Web.Features.Packs.Contents;

/// <summary>Reads what goes into a pack. Needs the sight of the portal.</summary>
public sealed class PackSources(PortalDbContext db, FrameworkLibrary frameworks)
{
    internal Task<PackContents> OfAsync(EvidencePack pack, CancellationToken ct) => pack.Kind == PackKind.Supplement ? SupplementAsync(pack, ct) : SignedAsync(pack, ct);

    private async Task<PackContents> SignedAsync(EvidencePack pack, CancellationToken ct)
    {
        var version = await db.FrozenVersions.AsNoTracking().Include(v => v.Signatures).SingleAsync(v => v.Id == pack.FrozenVersionId, ct);
        var document = SelfAssessmentDocument.Parse(version.Content);
        var onRecord = await db.CaveatsOfAsync(pack.SelfAssessmentId, ct, version.SubmittedAt);
        IReadOnlyList<SignedBy> signatures = [.. version.Signatures.OrderBy(s => s.SignedAt).Select(s => new SignedBy(s.Role.Words(), s.PersonName, s.SignedAt, s.ContentHash))];
        if (pack.Kind != PackKind.Redacted)
        {
            return new SignedContents(version, Papers(document, onRecord, signatures));
        }

        var redaction = await db.Redactions.AsNoTracking().Include(r => r.Withheld).SingleAsync(r => r.PackId == pack.Id, ct);
        var left = new RedactedText(document, onRecord, signatures, new Withheld(redaction, document));
        return new SignedContents(version, Papers(left.Document, left.OnRecord, left.Signatures) with { ContentHash = "", Withheld = left.Notes });

        SignedPapers Papers(SelfAssessmentDocument text, IReadOnlyList<CaveatSection> caveats, IReadOnlyList<SignedBy> by) =>
            new(text, version.ContentHash, version.SubmittedAt!.Value, by, caveats, PathsOf(text));
    }

    private static Dictionary<int, string> PathsOf(SelfAssessmentDocument document)
    {
        var names = new PackNames();
        return document.Evidence.Where(e => !e.IsWithheld).ToDictionary(e => e.Number, e => "evidence/" + names.ForEvidence(e.Number, e.Title, Path.GetExtension(e.FileName)));
    }

    private async Task<PackContents> SupplementAsync(EvidencePack pack, CancellationToken ct)
    {
        var version = await db.FrozenVersions.AsNoTracking().SingleAsync(v => v.Id == pack.FrozenVersionId, ct);
        var signed = SelfAssessmentDocument.Parse(version.Content);
        var framework = await frameworks.GetAsync(signed.Framework.Code, signed.Framework.Version, ct);
        var late = await db.Set<SupplementItem>().AsNoTracking().Where(i => i.PackId == pack.Id).OrderBy(i => i.Number)
            .Join(db.LateAdditions, i => i.LateAdditionId, l => l.Id, (i, l) => new { i.Number, Late = l })
            .Join(db.StoredFiles, l => l.Late.FileSha256, f => f.Sha256, (l, f) => new { l.Number, l.Late, f.ContentType, f.Size }).ToListAsync(ct);
        var names = new PackNames();
        return new SupplementContents(new SupplementDocument
        {
            Number = pack.Number,
            Body = signed.Body,
            Framework = signed.Framework,
            PeriodFrom = signed.PeriodFrom,
            PeriodTo = signed.PeriodTo,
            SubmittedAt = version.SubmittedAt!.Value,
            SignedContentHash = version.ContentHash,
            PackSha256 = await db.Packs.Whole().Where(p => p.FrozenVersionId == version.Id).Select(p => p.Sha256!).SingleAsync(ct),
            Additions = [.. late.OrderBy(l => l.Number).Select(l => new LateSection(
                new EvidenceEntry(
                    l.Number, l.Late.EvidenceItemId.Value, l.Late.Title, l.Late.Kind, l.Late.Describes, l.Late.Statement, l.Late.FileName, l.ContentType, l.Size, l.Late.FileSha256,
                    l.Late.AddedByName, l.Late.AddedAt) { Marking = l.Late.Marking },
                "evidence/" + names.ForEvidence(l.Number, l.Late.Title, Path.GetExtension(l.Late.FileName)),
                framework.FindCriterion(l.Late.CriterionId) is { } criterion ? $"{criterion.Id} {criterion.Title}" : l.Late.CriterionId,
                l.Late.Passage, l.Late.Reason, l.Late.AddedByPost))],
            Attribution = signed.Attribution,
        });
    }
}
