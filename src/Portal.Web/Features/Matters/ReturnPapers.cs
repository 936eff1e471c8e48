using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents.Office;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Matters;

/// <summary>Returns with what stands behind them: their evidence, every decision on a moderated score, every earlier text.</summary>
public sealed class ReturnPapers(PortalDbContext db)
{
    /// <param name="returns">Returns of one matter, as the present person sees them.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ReturnPaper> OfAsync(IReadOnlyList<ShownReturn> returns, CancellationToken ct)
    {
        var (matter, posts) = (returns[0].Of.Id, returns.Select(r => r.Post).ToList());
        var evidence = await db.Set<ReturnedEvidence>().AsNoTracking().Where(l => l.MatterId == matter && posts.Contains(l.PostId))
            .Join(db.EvidenceItems, l => l.EvidenceItemId, e => e.Id, (l, e) => new { Link = l, Item = e }).OrderBy(l => l.Link.LinkedAt).ThenBy(l => l.Link.Id).ToListAsync(ct);
        var scores = await db.Set<ModeratedScore>().AsNoTracking().Where(s => s.MatterId == matter && posts.Contains(s.PostId)).OrderBy(s => s.GivenAt).ThenBy(s => s.Id).ToListAsync(ct);
        var people = evidence.Select(e => e.Link.LinkedBy).Concat(scores.Select(s => s.GivenBy)).Concat(returns.SelectMany(r => r.Answers.Values).Select(a => a.WrittenBy)).Distinct().ToList();
        return new ReturnPaper(
            returns,
            evidence.ToLookup(e => (e.Link.PostId, e.Link.CriterionId), e => new ReturnPaper.Supporting(e.Link, e.Item)),
            scores.ToLookup(s => (s.PostId, s.CriterionId)),
            await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct));
    }

    /// <summary>All of it as tables.</summary>
    public IReadOnlyList<DataTable> Tables(ReturnPaper paper, CancellationToken ct)
    {
        var asks = paper.Returns[0].Framework.Questions;
        return
        [
            new("Returns", ["Agency", "Line", "Title", "Standard", asks.Know, asks.HowKnown, asks.Difference, asks.Next, "Own score", "Moderated score", "Reason for the moderated score", "Moderated by", "Moderated (UTC)", "Written by", "Written (UTC)"], Lines(paper).ToAsyncEnumerable()),
            new("Evidence", ["Agency", "Line", "Title", "Page or passage", "File", "SHA-256", "Linked by", "Linked (UTC)"], Evidence(paper).ToAsyncEnumerable()),
            new("Moderation", ["Agency", "Line", "Own score then", "From", "To", "Reason", "By", "On (UTC)"], Scores(paper).ToAsyncEnumerable()),
            new("History", ["Agency", "Line", "Written by", "Written (UTC)", "Kept aside", "Own score", asks.Know, asks.HowKnown, asks.Difference, asks.Next], History(paper, ct)),
        ];
    }

    private static IEnumerable<IReadOnlyList<string>> Lines(ReturnPaper paper) =>
        from shown in paper.Returns
        from standard in shown.Framework.Areas
        from line in standard.Criteria
        let answer = shown.Answers.GetValueOrDefault(line.Id)
        let text = answer?.Text ?? AnswerText.Empty
        let moderated = answer?.Moderation
        select (IReadOnlyList<string>)
        [
            shown.Agency, line.Id, line.Title, standard.Title, text.Know, text.HowKnown, text.Difference, text.Next, shown.LabelOf(text.SelfGrade), shown.LabelOf(moderated?.Grade),
            moderated?.Reason ?? "", paper.NameOf(moderated?.By), DataTable.Utc(moderated?.At), paper.NameOf(answer?.WrittenBy), DataTable.Utc(answer?.WrittenAt),
        ];

    private static IEnumerable<IReadOnlyList<string>> Evidence(ReturnPaper paper) =>
        from shown in paper.Returns
        from line in shown.Framework.Criteria
        from row in paper.Evidence[(shown.Post, line.Id)]
        select (IReadOnlyList<string>)
        [
            shown.Agency, line.Id, row.Item.Title, row.Link.Passage ?? "", row.Item.FileName, row.Item.FileSha256, paper.NameOf(row.Link.LinkedBy), DataTable.Utc(row.Link.LinkedAt),
        ];

    private static IEnumerable<IReadOnlyList<string>> Scores(ReturnPaper paper) =>
        from shown in paper.Returns
        from line in shown.Framework.Criteria
        from score in paper.Scores[(shown.Post, line.Id)]
        select (IReadOnlyList<string>)
        [
            shown.Agency, line.Id, shown.LabelOf(score.Own), shown.LabelOf(score.From), shown.LabelOf(score.To), score.Reason, paper.NameOf(score.GivenBy), DataTable.Utc(score.GivenAt),
        ];

    private async IAsyncEnumerable<IReadOnlyList<string>> History(ReturnPaper paper, [EnumeratorCancellation] CancellationToken ct)
    {
        var (matter, agencies) = (paper.Returns[0].Of.Id, paper.Returns.ToDictionary(r => r.Post));
        var posts = agencies.Keys.ToList();
        var revisions = db.Set<ReturnRevision>().AsNoTracking().Where(r => r.MatterId == matter && posts.Contains(r.PostId))
            .OrderBy(r => r.PostId).ThenBy(r => r.CriterionId).ThenBy(r => r.WrittenAt).ThenBy(r => r.Id)
            .Join(db.People, r => r.WrittenBy, p => p.Id, (r, p) => new { Revision = r, p.Name });
        await foreach (var row in revisions.AsAsyncEnumerable().WithCancellation(ct))
        {
            var shown = agencies[row.Revision.PostId];
            var text = JsonSerializer.Deserialize<AnswerText>(row.Revision.Content) ?? AnswerText.Empty;
            yield return
            [
                shown.Agency, row.Revision.CriterionId, row.Name, DataTable.Utc(row.Revision.WrittenAt), row.Revision.KeptAside ? "yes" : "no", shown.LabelOf(text.SelfGrade),
                text.Know, text.HowKnown, text.Difference, text.Next,
            ];
        }
    }
}

/// <summary>Returns of one matter with what stands behind each line.</summary>
/// <param name="Returns">One for each agency; at least one.</param>
/// <param name="Evidence">What supports a line, by agency's post and criterion.</param>
/// <param name="Scores">Every decision on its moderated score, the first first.</param>
/// <param name="Names">Who wrote, linked and moderated.</param>
public sealed record ReturnPaper(
    IReadOnlyList<ShownReturn> Returns,
    ILookup<(Id<Post> Post, string Criterion), ReturnPaper.Supporting> Evidence,
    ILookup<(Id<Post> Post, string Criterion), ModeratedScore> Scores,
    IReadOnlyDictionary<Id<Person>, string> Names)
{
    public string NameOf(Id<Person>? person) => person is { } known ? Names.GetValueOrDefault(known, "") : "";

    /// <summary>An item and where in it.</summary>
    public sealed record Supporting(ReturnedEvidence Link, EvidenceItem Item);
}
