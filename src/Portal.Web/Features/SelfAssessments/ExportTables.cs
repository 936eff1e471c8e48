using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.Language;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Documents.Office;
using Portal.Web.Persistence;
using Portal.Web.Words;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>
/// Everything that was written in a self-assessment as tables: answers, judgements, evidence, history, comments, what became of each area, versions and their
/// signatures, remarks that were dismissed, the trail. Whoever reads only a part gets that part.
/// </summary>
public sealed class ExportTables(PortalDbContext db)
{
    public async Task<IReadOnlyList<DataTable>> OfAsync(ShownAssessment shown, CancellationToken ct)
    {
        var names = await db.People.Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        string Name(Id<Person>? id) => id is { } known ? names.GetValueOrDefault(known, "") : "";
        return
        [
            new("Answers", ["Criterion", "Title", "Judgement", .. Asked(shown), "Strength of the claim", "Own grade", "Written by", "Written (UTC)"], Answers(shown, Name, ct)),
            new("Judgements", ["Judgement", "Title", "Grade", .. Judged, "Decided by", "Decided (UTC)"], Judgements(shown, Name, ct)),
            new("Evidence", ["Criterion", "Title", "Page or passage", "Kind", "Describes", "What it shows", "File", "SHA-256", "Linked by", "Linked (UTC)"], Evidence(shown, Name, ct)),
            new("History", ["Of", "Written by", "Written (UTC)", "Kept aside", "Grade", .. Enum.GetValues<WrittenField>().Select(f => f.Words(shown.Framework.Questions))], History(shown, Name, ct)),
            new("Comments", ["Judgement", "Criterion", "Thread", "Comment", "Written by", "Written (UTC)", "Edited (UTC)", "Resolved by", "Resolved (UTC)"], Comments(shown, Name, ct)),
            new("Changes asked for", ["Judgement", "Criterion", "Reason", "Asked by", "Asked (UTC)", "Closed (UTC)"], Changes(shown, Name, ct)),
            new("Remarks let stand", ["Of", "Words", "Rule", "Reason", "By", "On (UTC)", "Taken back (UTC)"], Dismissed(shown, Name, ct)),
            .. shown.ReadsAll
                ? new DataTable[]
                {
                    new("Caveats and dissent", ["Kind", "Of", "Text", "By", "Post", "On (UTC)", "Answers"], Caveats(shown, ct)),
                    new("Versions", ["Number", "Frozen (UTC)", "Content hash (SHA-256)", "State", "Signed by", "Returned by", "Returned (UTC)", "Reason"], Versions(shown, ct)),
                    new("Trail", ["When (UTC)", "Who", "What", "Reason"], Trail(shown, Name, ct)),
                }
                : [],
        ];
    }

    private static readonly string[] Judged =
    [
        .. new[] { WrittenField.Reasons, WrittenField.KeptFromHigher, WrittenField.KeptFromLower, WrittenField.ChildrensVoice }.Select(f => f.Words(AnswerQuestions.Usual)),
    ];

    private static string[] Asked(ShownAssessment shown) =>
        [shown.Framework.Questions.Know, shown.Framework.Questions.HowKnown, shown.Framework.Questions.Difference, shown.Framework.Questions.Next];

    private async IAsyncEnumerable<IReadOnlyList<string>> Answers(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        var answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == shown.Id).ToDictionaryAsync(a => a.CriterionId, ct);
        foreach (var (area, criterion) in shown.Framework.Areas.SelectMany(a => a.Criteria.Select(c => (a, c))).Where(p => shown.MayRead(p.a.Code, p.c.Id)))
        {
            var answer = answers.GetValueOrDefault(criterion.Id);
            var text = answer?.Text ?? AnswerText.Empty;
            yield return
            [
                criterion.Id, criterion.Title, area.Title, text.Know, text.HowKnown, text.Difference, text.Next, text.Strength?.Words() ?? "", Grade(shown, text.SelfGrade),
                name(answer?.WrittenBy), Time(answer?.WrittenAt),
            ];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Judgements(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        var judgements = await db.Judgements.AsNoTracking().Where(j => j.SelfAssessmentId == shown.Id).ToDictionaryAsync(j => j.JudgementCode, ct);
        foreach (var area in shown.Framework.Judgements.Where(a => shown.MayRead(a.Code, null)))
        {
            var judgement = judgements.GetValueOrDefault(area.Code);
            var text = judgement?.Text ?? JudgementText.Empty;
            yield return
            [
                area.Code, area.Title, Grade(shown, text.Grade), text.Reasons, text.KeptFromHigher, text.KeptFromLower, text.ChildrensVoice,
                name(judgement?.DecidedBy), Time(judgement?.DecidedAt),
            ];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Evidence(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        var links = db.EvidenceLinks.AsNoTracking().Where(l => l.SelfAssessmentId == shown.Id)
            .Join(db.EvidenceItems, l => l.EvidenceItemId, e => e.Id, (l, e) => new { Link = l, Item = e }).OrderBy(l => l.Link.CriterionId).ThenBy(l => l.Link.LinkedAt);
        await foreach (var row in links.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (Reads(shown, row.Link.CriterionId))
            {
                yield return
                [
                    row.Link.CriterionId, row.Item.Title, row.Link.Passage ?? "", row.Item.Kind.Words(), $"{row.Item.Describes:yyyy-MM-dd}", row.Item.Shows, row.Item.FileName,
                    row.Item.FileSha256, name(row.Link.LinkedBy), Time(row.Link.LinkedAt),
                ];
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> History(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var revision in db.Revisions.AsNoTracking().Where(r => r.SelfAssessmentId == shown.Id).OrderBy(r => r.Subject).ThenBy(r => r.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!Reads(shown, revision.Subject))
            {
                continue;
            }

            List<string> row = [revision.Subject, name(revision.WrittenBy), Time(revision.WrittenAt), revision.KeptAside ? "yes" : "no"];
            if (shown.Framework.FindCriterion(revision.Subject) is not null)
            {
                var text = JsonSerializer.Deserialize<AnswerText>(revision.Content) ?? AnswerText.Empty;
                row.AddRange([Grade(shown, text.SelfGrade), text.Know, text.HowKnown, text.Difference, text.Next, "", "", "", ""]);
            }
            else
            {
                var text = JsonSerializer.Deserialize<JudgementText>(revision.Content) ?? JudgementText.Empty;
                row.AddRange([Grade(shown, text.Grade), "", "", "", "", text.Reasons, text.KeptFromHigher, text.KeptFromLower, text.ChildrensVoice]);
            }

            yield return row;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Comments(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        var comments = db.Comments.AsNoTracking().Where(c => c.SelfAssessmentId == shown.Id).OrderBy(c => c.JudgementCode).ThenBy(c => c.CriterionId).ThenBy(c => c.WrittenAt);
        await foreach (var comment in comments.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (shown.MayRead(comment.JudgementCode, comment.CriterionId))
            {
                yield return
                [
                    comment.JudgementCode, comment.CriterionId ?? "", $"{comment.ThreadId ?? comment.Id}", comment.Text, name(comment.WrittenBy), Time(comment.WrittenAt),
                    Time(comment.EditedAt), name(comment.ResolvedBy), Time(comment.ResolvedAt),
                ];
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Changes(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var change in db.Set<RequestedChange>().AsNoTracking().Where(c => c.SelfAssessmentId == shown.Id).OrderBy(c => c.AskedAt).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (shown.MayRead(change.JudgementCode, change.CriterionId))
            {
                yield return [change.JudgementCode, change.CriterionId ?? "", change.Reason, name(change.AskedBy), Time(change.AskedAt), Time(change.ClosedAt)];
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Dismissed(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var remark in db.Set<DismissedRemark>().AsNoTracking().Where(d => d.SelfAssessmentId == shown.Id).OrderBy(d => d.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (Reads(shown, remark.Subject))
            {
                yield return [remark.Subject, remark.Found, remark.RuleId, remark.Reason, name(remark.DismissedBy), Time(remark.DismissedAt), Time(remark.TakenBackAt)];
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Caveats(ShownAssessment shown, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var caveat in await db.Caveats.AsNoTracking().Include(c => c.Answers).Where(c => c.SelfAssessmentId == shown.Id).OrderBy(c => c.MadeAt).ToListAsync(ct))
        {
            yield return
            [
                caveat.Kind.ToString(), caveat.CriterionId ?? caveat.JudgementCode ?? "", caveat.Text, caveat.MadeByName, caveat.MadeByPost, Time(caveat.MadeAt),
                string.Join("\n", caveat.Answers.OrderBy(a => a.MadeAt).Select(a => $"{a.MadeByName}, {a.MadeByPost}, {Time(a.MadeAt)}: {a.Text}")),
            ];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Versions(ShownAssessment shown, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var version in await db.FrozenVersions.AsNoTracking().Include(v => v.Signatures).Where(v => v.SelfAssessmentId == shown.Id).OrderBy(v => v.Number).ToListAsync(ct))
        {
            yield return
            [
                version.Number.ToString(CultureInfo.InvariantCulture), Time(version.FrozenAt), version.ContentHash, version.State.ToString(),
                string.Join("; ", version.Signatures.OrderBy(s => s.SignedAt).Select(s => $"{s.PersonName}, {s.Role.Words()}, {Time(s.SignedAt)}")),
                version.ReturnedByName ?? "", Time(version.ReturnedAt), version.ReturnReason ?? "",
            ];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Trail(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        var subject = shown.Id.ToString();
        await foreach (var entry in db.Set<AuditEntry>().AsNoTracking().Where(e => e.Subject == subject).OrderBy(e => e.At).ThenBy(e => e.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return [Time(entry.At), entry.PersonId is null ? "The portal" : name(entry.PersonId), entry.Action, entry.Reason ?? ""];
        }
    }

    /// <summary>Whether a criterion's id or a judgement's code is for them to read.</summary>
    private static bool Reads(ShownAssessment shown, string subject) => shown.Framework.FindCriterion(subject) is null
        ? shown.MayRead(subject, null)
        : shown.MayRead(shown.Framework.JudgementOf(subject).Code, subject);

    private static string Grade(ShownAssessment shown, string? code) => code is null ? "" : shown.Framework.FindGrade(code)?.Label ?? code;

    private static string Time(DateTime? utc) => utc?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}
