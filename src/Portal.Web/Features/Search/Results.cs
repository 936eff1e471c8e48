using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Searching;
using Portal.Web.Words;

namespace Portal.Web.Features.Search;

/// <summary>A result as it is shown.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Where">What it is and whose.</param>
/// <param name="Passages">Where in it the words stand.</param>
/// <param name="MorePages">Pages that have them too and are not shown.</param>
public sealed record ShownResult(string Title, string? Address, string Where, DateOnly? Day, IReadOnlyList<ShownPassage> Passages, int MorePages);

/// <summary>A passage of a result.</summary>
/// <param name="Label">"Page 3"; null where it has none.</param>
public sealed record ShownPassage(string? Label, string? Address, IReadOnlyList<PassagePart> Parts);

/// <summary>Where a page of the portal is.</summary>
public delegate string? PageAddress(string page, object values, string? fragment = null);

/// <summary>Reads what a page of results shows, with one question for each kind of result.</summary>
public sealed class Results(PortalDbContext db, IFullTextIndex index, FrameworkLibrary frameworks)
{
    private const int PassagesOfItem = 3;

    public async Task<IReadOnlyList<ShownResult>> ShowAsync(IReadOnlyList<Found> found, SearchNode wanted, string typed, PageAddress address, CancellationToken ct)
    {
        var bodies = await NamesAsync(found, ct);
        var items = await ItemsAsync(Ids(found, FoundWhat.Evidence), wanted, ct);
        var texts = await TextsAsync(found, ct);
        return [.. found.Select(f => f.What == FoundWhat.Evidence ? OfItem(f) : OfText(f)).OfType<ShownResult>()];

        ShownResult? OfItem(Found one) => items.TryGetValue(one.Subject, out var item)
            ? new ShownResult(
                item.Title, address("/Evidence/Details", new { id = item.Id }), $"{one.Kind!.Value.Words()}, evidence of {bodies.GetValueOrDefault(one.Body ?? default)}", one.Day,
                item.Pages.Count > 0
                    ? [.. item.Pages.Select(p => new ShownPassage(
                        p.Label is null ? $"{item.Unit.Words()} {p.Number}" : $"{item.Unit.Words()} {p.Number}, {p.Label}",
                        address("/Evidence/Read", new { id = item.Id, number = p.Number, q = typed }, "found"), Passage.Best(p.Text, wanted)))]
                    : [new ShownPassage(null, null, Passage.Best(item.Shows, wanted))],
                Math.Max(0, one.Pages - item.Pages.Count))
            : null;

        ShownResult? OfText(Found one) => texts.TryGetValue((one.What, one.What == FoundWhat.Criterion ? one.Place! : one.Subject.ToString()), out var text)
            ? new ShownResult(text.Title, address(text.Page, text.Values), one.Body is { } body ? $"{text.Where} of {bodies.GetValueOrDefault(body)}" : text.Where, one.Day, [new ShownPassage(null, null, Passage.Best(text.Text, wanted))], 0)
            : null;
    }

    /// <summary>Names of the bodies that results are of.</summary>
    public async Task<IReadOnlyDictionary<Id<Body>, string>> NamesAsync(IEnumerable<Found> found, CancellationToken ct)
    {
        var ids = found.Select(f => f.Body).OfType<Id<Body>>().Distinct().ToList();
        return ids.Count == 0 ? new Dictionary<Id<Body>, string>() : await db.Bodies.Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
    }

    private async Task<Dictionary<Guid, ItemView>> ItemsAsync(List<Guid> ids, SearchNode wanted, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var keys = ids.ConvertAll(id => new Id<EvidenceItem>(id));
        var items = await db.EvidenceItems.AsNoTracking().Where(e => keys.Contains(e.Id))
            .LeftJoin(db.Set<FileText>(), e => e.FileSha256, t => t.Sha256, (e, t) => new { e.Id, e.Title, e.Shows, e.FileSha256, Unit = (PageUnit?)t!.Unit }).ToListAsync(ct);
        var files = items.ConvertAll(i => i.FileSha256);
        var hits = await index.Matching(db, wanted).Where(s => s.Source == SearchSource.Page && files.Contains(s.Sha256!))
            .Select(s => new { s.Id, s.Sha256, s.Page }).ToListAsync(ct);
        var shown = hits.GroupBy(h => h.Sha256).SelectMany(g => g.DistinctBy(h => h.Page).OrderBy(h => h.Page).Take(PassagesOfItem)).Select(h => h.Id).ToList();
        var pages = await db.Set<SearchEntry>().Where(s => shown.Contains(s.Id))
            .Join(db.Set<TextPage>(), s => new { Sha256 = s.Sha256!, Number = s.Page }, p => new { p.Sha256, p.Number }, (s, p) => p).AsNoTracking().ToListAsync(ct);
        return items.ToDictionary(i => i.Id.Value, i => new ItemView(i.Id, i.Title, i.Shows, i.Unit ?? PageUnit.Page, [.. pages.Where(p => p.Sha256 == i.FileSha256).OrderBy(p => p.Number)]));
    }

    private async Task<Dictionary<(FoundWhat, string), TextView>> TextsAsync(IReadOnlyList<Found> found, CancellationToken ct)
    {
        var views = new Dictionary<(FoundWhat, string), TextView>();
        var (answers, judgements, comments) = (Ids(found, FoundWhat.Answer), Ids(found, FoundWhat.Judgement), Ids(found, FoundWhat.Comment));
        if (answers.Count > 0)
        {
            var ids = answers.ConvertAll(id => new Id<Answer>(id));
            foreach (var (answer, of) in await db.Answers.AsNoTracking().Where(a => ids.Contains(a.Id))
                         .Join(db.SelfAssessments, a => a.SelfAssessmentId, s => s.Id, (a, s) => new ValueTuple<Answer, SelfAssessment>(a, s)).ToListAsync(ct))
            {
                views[(FoundWhat.Answer, answer.Id.ToString())] = new TextView(
                    await TitleAsync(of, answer.CriterionId, ct), "Answer", string.Join('\n', answer.Text.Know, answer.Text.HowKnown, answer.Text.Difference, answer.Text.Next),
                    "/SelfAssessments/Answer", new { id = of.Id, criterion = answer.CriterionId });
            }
        }

        if (judgements.Count > 0)
        {
            var ids = judgements.ConvertAll(id => new Id<Judgement>(id));
            foreach (var (judgement, of) in await db.Judgements.AsNoTracking().Where(j => ids.Contains(j.Id))
                         .Join(db.SelfAssessments, j => j.SelfAssessmentId, s => s.Id, (j, s) => new ValueTuple<Judgement, SelfAssessment>(j, s)).ToListAsync(ct))
            {
                views[(FoundWhat.Judgement, judgement.Id.ToString())] = new TextView(
                    await TitleAsync(of, judgement.JudgementCode, ct), "Judgement",
                    string.Join('\n', judgement.Text.Reasons, judgement.Text.KeptFromHigher, judgement.Text.KeptFromLower, judgement.Text.ChildrensVoice),
                    "/SelfAssessments/Area", new { id = of.Id, code = judgement.JudgementCode });
            }
        }

        if (comments.Count > 0)
        {
            var ids = comments.ConvertAll(id => new Id<Comment>(id));
            foreach (var (comment, of) in await db.Comments.AsNoTracking().Where(c => ids.Contains(c.Id))
                         .Join(db.SelfAssessments, c => c.SelfAssessmentId, s => s.Id, (c, s) => new ValueTuple<Comment, SelfAssessment>(c, s)).ToListAsync(ct))
            {
                views[(FoundWhat.Comment, comment.Id.ToString())] = new TextView(
                    await TitleAsync(of, comment.CriterionId ?? comment.JudgementCode, ct), "Comment, private to the people", comment.Text,
                    "/SelfAssessments/Thread", new { id = comment.ThreadId ?? comment.Id });
            }
        }

        foreach (var place in found.Where(f => f.What == FoundWhat.Criterion).Select(f => f.Place!))
        {
            var parts = place.Split('/');
            var framework = await frameworks.GetAsync(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), ct);
            var criterion = framework.Criterion(parts[2]);
            views[(FoundWhat.Criterion, place)] = new TextView(
                $"{criterion.Id} {criterion.Title}", $"Criterion of {framework.ShortTitle}", criterion.Text,
                "/Frameworks/Criterion", new { code = framework.Code, version = framework.Version, id = criterion.Id });
        }

        return views;
    }

    private async Task<string> TitleAsync(SelfAssessment of, string subject, CancellationToken ct)
    {
        Framework framework = await frameworks.GetAsync(of.FrameworkCode, of.FrameworkVersion, ct);
        return framework.FindCriterion(subject) is { } criterion ? $"{criterion.Id} {criterion.Title}" : framework.FindJudgement(subject)?.Title ?? subject;
    }

    private static List<Guid> Ids(IEnumerable<Found> found, FoundWhat what) => [.. found.Where(f => f.What == what).Select(f => f.Subject)];

    private sealed record ItemView(Id<EvidenceItem> Id, string Title, string Shows, PageUnit Unit, IReadOnlyList<TextPage> Pages);

    private sealed record TextView(string Title, string Where, string Text, string Page, object Values);
}
