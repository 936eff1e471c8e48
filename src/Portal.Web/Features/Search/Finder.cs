using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Searching;
using Portal.Web.Security;

namespace Portal.Web.Features.Search;

/// <summary>
/// Finds what the present person may see, with as many questions to the database however much there is. What they may not see is left out by the
/// questions themselves, so that it is in no result, no count and no choice; and no result is placed by what others wrote.
/// </summary>
public sealed class Finder(PortalDbContext db, IFullTextIndex index, FrameworkLibrary frameworks, WritingAccess access, CurrentPerson me)
{
    /// <summary>Results that are looked at; whoever has more is asked for another word.</summary>
    public const int Most = 5_000;

    private const int MostLinks = 50_000;

    public async Task<Findings> FindAsync(SearchNode wanted, CancellationToken ct)
    {
        var pages = await PagesAsync(wanted, ct);
        var texts = await TextsAsync(wanted, ct);
        var places = await PlacesOfLinksAsync(pages.Count > 0 || texts.Exists(t => t.Source == SearchSource.Item), ct);
        var judgements = await JudgementsAsync(texts.Select(t => t.Place).Concat(places.Values.SelectMany(p => p)), ct);
        var found = new List<Found>();
        var titles = texts.Where(t => t.Source == SearchSource.Item).ToDictionary(t => t.Subject);
        foreach (var page in pages)
        {
            found.Add(new Found(FoundWhat.Evidence, page.Item.Value, null, page.Body, page.Day, page.Kind, titles.Remove(page.Item.Value), page.Pages, Of(places.GetValueOrDefault(page.Item.Value))));
        }

        found.AddRange(titles.Values.Select(t => new Found(FoundWhat.Evidence, t.Subject, null, t.Body, t.Day, t.Kind, true, 0, Of(places.GetValueOrDefault(t.Subject)))));
        found.AddRange(texts.Where(t => t.Source != SearchSource.Item)
            .Select(t => new Found(WhatOf(t.Source), t.Subject, t.Place, t.Body, t.Day, null, false, 0, Of([t.Place!])))
            .Where(t => t.What != FoundWhat.Criterion || judgements.ContainsKey(t.Place!)));
        return new Findings(found.Count > Most ? found[..Most] : found, found.Count > Most || pages.Count > Most || texts.Count > Most);

        IReadOnlyList<(string, string)> Of(IEnumerable<string>? at) => [.. (at ?? []).Select(p => judgements.GetValueOrDefault(p)).Where(j => j.Code is not null).Distinct()];
    }

    /// <summary>Where a contributor reads: the criteria and judgements that are assigned to them, in bodies of which they do not read everything.</summary>
    public async Task<IReadOnlyList<string>> PlacesReadAsync(CancellationToken ct)
    {
        var full = me.BodiesReadInFull;
        var partly = me.Posts.Select(p => p.BodyId).Where(b => !full.Contains(b)).Distinct().ToList();
        if (partly.Count == 0)
        {
            return [];
        }

        var assessments = await db.SelfAssessments.AsNoTracking().Where(a => partly.Contains(a.BodyId)).ToListAsync(ct);
        var shares = await access.SharesAsync(assessments, ct);
        var places = new List<string>();
        foreach (var assessment in assessments)
        {
            var (framework, share) = (await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct), shares[assessment.Id]);
            foreach (var area in framework.Judgements)
            {
                places.AddRange(area.Criteria.Where(c => share.MayAnswer(area.Code, c.Id)).Select(c => $"{assessment.Id}/{c.Id}"));
                places.AddRange(share.MayJudge(area.Code) ? [$"{assessment.Id}/{area.Code}"] : []);
            }
        }

        return places;
    }

    private Task<List<FoundPages>> PagesAsync(SearchNode wanted, CancellationToken ct)
    {
        var open = db.StoredFiles.OutOfQuarantine();
        return index.Matching(db, wanted).Where(s => s.Source == SearchSource.Page)
            .Join(db.EvidenceItems.Where(e => e.WithdrawnAt == null && open.Any(f => f.Sha256 == e.FileSha256)), s => s.Sha256, e => e.FileSha256, (s, e) => new { e.Id, e.BodyId, e.Describes, e.Kind, s.Page })
            .GroupBy(s => new { s.Id, s.BodyId, s.Describes, s.Kind })
            .Select(g => new FoundPages(g.Key.Id, g.Key.BodyId, g.Key.Describes, g.Key.Kind, g.Select(s => s.Page).Distinct().Count()))
            .Take(Most + 1).ToListAsync(ct);
    }

    private async Task<List<FoundText>> TextsAsync(SearchNode wanted, CancellationToken ct)
    {
        var (full, places) = (me.BodiesReadInFull, await PlacesReadAsync(ct));
        var found = await index.Matching(db, wanted).Where(s => s.Source != SearchSource.Page
                && (s.Source == SearchSource.Criterion || s.Source == SearchSource.Item || full.Contains(s.BodyId!.Value) || places.Contains(s.Place)))
            .Select(s => new FoundText(s.Source, s.SubjectId ?? Guid.Empty, s.Place, s.BodyId, s.Day, s.Kind)).Distinct().Take(Most + 1).ToListAsync(ct);
        return found;
    }

    /// <summary>The criteria that items support, by item.</summary>
    private async Task<Dictionary<Guid, List<string>>> PlacesOfLinksAsync(bool areWanted, CancellationToken ct)
    {
        var links = areWanted
            ? await db.EvidenceLinks.Select(l => new { l.EvidenceItemId, l.SelfAssessmentId, l.CriterionId }).Distinct().Take(MostLinks).ToListAsync(ct)
            : [];
        return links.GroupBy(l => l.EvidenceItemId.Value).ToDictionary(g => g.Key, g => g.Select(l => SearchableText.PlaceOf(l.SelfAssessmentId, l.CriterionId)).ToList());
    }

    /// <summary>The judgement of each place. Criteria of versions that have been replaced are not among them.</summary>
    private async Task<Dictionary<string, (string Code, string Title)>> JudgementsAsync(IEnumerable<string?> places, CancellationToken ct)
    {
        var latest = (await frameworks.LatestAsync(ct)).ToDictionary(f => string.Create(CultureInfo.InvariantCulture, $"{f.Code}/{f.Version}"), StringComparer.Ordinal);
        var wanted = places.OfType<string>().Distinct(StringComparer.Ordinal).Select(p => (Place: p, Root: p[..p.LastIndexOf('/')], Subject: p[(p.LastIndexOf('/') + 1)..])).ToList();
        var ids = wanted.Select(w => w.Root).Distinct(StringComparer.Ordinal).Select(r => Id<SelfAssessment>.TryParse(r, null, out var id) ? id : (Id<SelfAssessment>?)null).OfType<Id<SelfAssessment>>().ToList();
        var assessments = ids.Count == 0 ? [] : await db.SelfAssessments.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.FrameworkCode, a.FrameworkVersion }).ToListAsync(ct);
        foreach (var assessment in assessments)
        {
            latest[assessment.Id.ToString()] = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        }

        return wanted.Where(w => latest.ContainsKey(w.Root)).Select(w => (w.Place, Area: AreaOf(latest[w.Root], w.Subject))).Where(w => w.Area is not null)
            .ToDictionary(w => w.Place, w => (w.Area!.Code, w.Area.Title), StringComparer.Ordinal);
    }

    private static JudgementArea? AreaOf(Framework framework, string subject) => framework.FindCriterion(subject) is null ? framework.FindJudgement(subject) : framework.JudgementOf(subject);

    private static FoundWhat WhatOf(SearchSource source) => source switch
    {
        SearchSource.Answer => FoundWhat.Answer,
        SearchSource.Judgement => FoundWhat.Judgement,
        SearchSource.Comment => FoundWhat.Comment,
        SearchSource.Criterion => FoundWhat.Criterion,
        _ => FoundWhat.Evidence,
    };

    private sealed record FoundPages(Id<EvidenceItem> Item, Id<Domain.People.Body> Body, DateOnly Day, EvidenceKind Kind, int Pages);

    private sealed record FoundText(SearchSource Source, Guid Subject, string? Place, Id<Domain.People.Body>? Body, DateOnly? Day, EvidenceKind? Kind);
}
