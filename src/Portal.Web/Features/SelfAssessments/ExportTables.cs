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
public sealed class ExportTables(PortalDbContext db, AnnexAQuestions questions)
{
    public async Task<IReadOnlyList<DataTable>> OfAsync(ShownAssessment shown, CancellationToken ct)
    {
        var names = await db.People.Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        string Name(Id<Person>? id) => id is { } known ? names.GetValueOrDefault(known, "") : "";
        return
        [
            new("Answers", ["Criterion", "Title", "Judgement", .. Asked(shown), "Strength of the claim", "Own grade", "Written by", "Written (UTC)"], Answers(shown, Name, ct)),
            new("Judgements", ["Judgement", "Title", "Grade", .. Judged, "Decided by", "Decided (UTC)"], Judgements(shown, Name, ct)),
            new("Annex A", ["Question", "Title", "Judgement", "Asked", "Answer", "Written by", "Written (UTC)"], AnnexA(shown, Name, ct)),
            new("Evidence", ["Criterion", "Title", "Page or passage", "Kind", "Describes", "What it shows", "File", "SHA-256", "Linked by", "Linked (UTC)"], Evidence(shown, Name, ct)),
            new("History", ["Of", "Written by", "Written (UTC)", "Kept aside", "Grade", .. Enum.GetValues<WrittenField>().Select(f => f.Words(shown.Framework.Questions))], History(shown, Name, ct)),
            new("Comments", ["Judgement", "Criterion", "Thread", "Comment", "Written by", "Written (UTC)", "Edited (UTC)", "Resolved by", "Resolved (UTC)"], Comments(shown, Name, ct)),
            new("Comments before editing", ["Judgement", "Criterion", "Thread", "What it said", "Written by", "Said so since (UTC)"], FormerComments(shown, Name, ct)),
            new("Steps of areas", ["Judgement", "Step", "By", "On (UTC)", "Changes by", "Reasons"], Steps(shown, Name, ct)),
            new("Changes asked for", ["Judgement", "Criterion", "Reason", "Asked by", "Asked (UTC)", "Closed (UTC)"], Changes(shown, Name, ct)),
            new("Remarks let stand", ["Of", "Words", "Rule", "Reason", "By", "On (UTC)", "Taken back (UTC)"], Dismissed(shown, Name, ct)),
            .. shown.ReadsAll
                ? new DataTable[]
                {
                    new("Caveats and dissent", ["Kind", "Of", "Text", "By", "Post", "On (UTC)", "Answers"], Caveats(shown, ct)),
                    new("Late additions", ["Beside version", "Criterion", "Title", "Page or passage", "What it adds", "Why it comes late", "File", "SHA-256", "Added by", "Post", "Added (UTC)"], Late(shown, ct)),
                    new("Versions", ["Number", "Frozen (UTC)", "Content hash (SHA-256)", "State", "Signed by", "Signatures withdrawn", "Returned by", "Returned (UTC)", "Reason"], Versions(shown, ct)),
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

    private async IAsyncEnumerable<IReadOnlyList<string>> AnnexA(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        var answers = await db.Set<AnnexAAnswer>().AsNoTracking().Where(a => a.SelfAssessmentId == shown.Id).ToDictionaryAsync(a => a.QuestionId, ct);
        foreach (var question in questions.Of(shown.Framework).Where(q => shown.MayRead(q.Judgement, null)))
        {
            var answer = answers.GetValueOrDefault(question.Id);
            yield return [question.Id, question.Title, question.Judgement, question.Text, answer?.Text.Said ?? "", name(answer?.WrittenBy), Time(answer?.WrittenAt)];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Evidence(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        var links = db.EvidenceLinks.AsNoTracking().Where(l => l.SelfAssessmentId == shown.Id)
            .Join(db.EvidenceItems, l => l.EvidenceItemId, e => e.Id, (l, e) => new { Link = l, Item = e }).OrderBy(l => l.Link.CriterionId).ThenBy(l => l.Link.LinkedAt);
        await foreach (var row in links.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (shown.MayRead(row.Link.CriterionId))
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
            if (!shown.MayRead(questions.Find(shown.Framework, revision.Subject)?.Judgement ?? revision.Subject))
            {
                continue;
            }

            List<string> row = [revision.Subject, name(revision.WrittenBy), Time(revision.WrittenAt), revision.KeptAside ? "yes" : "no"];
            if (questions.Find(shown.Framework, revision.Subject) is not null)
            {
                row.AddRange(["", JsonSerializer.Deserialize<AnnexAText>(revision.Content)?.Said ?? "", "", "", "", "", "", "", ""]);
            }
            else if (shown.Framework.FindJudgement(revision.Subject) is null)
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

    private async IAsyncEnumerable<IReadOnlyList<string>> FormerComments(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        var former = db.Set<FormerComment>().AsNoTracking()
            .Join(db.Comments.Where(c => c.SelfAssessmentId == shown.Id), f => f.CommentId, c => c.Id, (f, c) => new { Former = f, Comment = c })
            .OrderBy(f => f.Comment.JudgementCode).ThenBy(f => f.Comment.CriterionId).ThenBy(f => f.Former.Since);
        await foreach (var row in former.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (shown.MayRead(row.Comment.JudgementCode, row.Comment.CriterionId))
            {
                yield return
                [
                    row.Comment.JudgementCode, row.Comment.CriterionId ?? "", $"{row.Comment.ThreadId ?? row.Comment.Id}", row.Former.Text, name(row.Comment.WrittenBy),
                    Time(row.Former.Since),
                ];
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Steps(ShownAssessment shown, Func<Id<Person>?, string> name, [EnumeratorCancellation] CancellationToken ct)
    {
        var areas = await db.AreaProgress.AsNoTracking().Include(p => p.Steps).Include(p => p.Changes).AsSplitQuery()
            .Where(p => p.SelfAssessmentId == shown.Id).OrderBy(p => p.JudgementCode).ToListAsync(ct);
        foreach (var area in areas.Where(a => shown.MayRead(a.JudgementCode, null)))
        {
            foreach (var step in area.Steps.OrderBy(s => s.At).ThenBy(s => s.Id.Value))
            {
                var reasons = step.Status == AreaStatus.ChangesRequested ? area.Changes.Where(c => c.AskedAt == step.At) : [];
                yield return
                [
                    area.JudgementCode, step.Status.Words(), name(step.By), Time(step.At), $"{step.DueOn:yyyy-MM-dd}",
                    string.Join('\n', reasons.OrderBy(r => r.CriterionId, StringComparer.Ordinal).Select(r => $"{r.CriterionId ?? "The whole area"}: {r.Reason}")),
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
            if (shown.MayRead(remark.Subject))
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

    private async IAsyncEnumerable<IReadOnlyList<string>> Late(ShownAssessment shown, [EnumeratorCancellation] CancellationToken ct)
    {
        var late = db.LateAdditions.AsNoTracking().Where(l => l.SelfAssessmentId == shown.Id).OrderBy(l => l.AddedAt)
            .Join(db.FrozenVersions, l => l.FrozenVersionId, v => v.Id, (l, v) => new { Late = l, v.Number });
        await foreach (var row in late.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return
            [
                row.Number.ToString(CultureInfo.InvariantCulture), row.Late.CriterionId, row.Late.Title, row.Late.Passage ?? "", row.Late.Statement, row.Late.Reason,
                row.Late.FileName, row.Late.FileSha256, row.Late.AddedByName, row.Late.AddedByPost, Time(row.Late.AddedAt),
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
                string.Join("; ", version.Signatures.Where(s => s.WithdrawnAt is null).OrderBy(s => s.SignedAt).Select(s => $"{s.PersonName}, {s.Role.Words()}, {Time(s.SignedAt)}")),
                string.Join("; ", version.Signatures.Where(s => s.WithdrawnAt is not null).OrderBy(s => s.WithdrawnAt)
                    .Select(s => $"{s.PersonName}, {s.Role.Words()}, {Time(s.SignedAt)}, withdrawn {Time(s.WithdrawnAt)}: {version.ReturnReason}")),
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

    private static string Grade(ShownAssessment shown, string? code) => code is null ? "" : shown.Framework.FindGrade(code)?.Label ?? code;

    private static string Time(DateTime? utc) => DataTable.Utc(utc);
}
