using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.SelfAssessments;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>
/// Moves an open self-assessment to a newer version of its framework: answers, judgements, links and assignments go where that version says their
/// criteria went. Nothing is taken away: what stood under a criterion that is gone stays where it was and can be read.
/// </summary>
public sealed class MoveToVersion(PortalDbContext db, FrameworkLibrary frameworks, Posts posts, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <exception cref="RuleBroken">It is closed for writing, or the version is not newer.</exception>
    public Task ToAsync(Id<SelfAssessment> id, int version, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(assessment.BodyId), "Only those who run the self-assessment can move it to a newer version of its framework.");
        var to = await frameworks.GetAsync(assessment.FrameworkCode, version, ct);
        var from = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        var move = new Move(assessment, from, to, await frameworks.DescentAsync(from, to, ct));
        assessment.MoveToVersion(version, clock.UtcNow());
        await TextsAsync(move, await LinksAsync(move, ct), ct);
        await AssignmentsAsync(move, ct);
        await NewAreasAsync(move, ct);
        audit.Record(assessment.BodyId, "version-moved", assessment.Id, $"From version {from.Version} to version {to.Version} of {to.ShortTitle}.");
        await db.SaveChangesAsync(ct);
    });

    private async Task TextsAsync(Move move, CarriedLinks links, CancellationToken ct)
    {
        var answers = await db.Answers.Where(a => a.SelfAssessmentId == move.Assessment.Id).ToDictionaryAsync(a => a.CriterionId, ct);
        var judgements = await db.Judgements.Where(j => j.SelfAssessmentId == move.Assessment.Id).ToDictionaryAsync(j => j.JudgementCode, ct);
        var marks = new Marks(await db.Set<CarriedText>().Where(c => c.SelfAssessmentId == move.Assessment.Id && c.ConfirmedAt == null).ToListAsync(ct),
            subject => answers.GetValueOrDefault(subject)?.Version ?? judgements.GetValueOrDefault(subject)?.Version ?? int.MaxValue);
        var before = answers.ToDictionary(a => a.Key, a => a.Value.Text, StringComparer.Ordinal);
        foreach (var criterion in move.To.Criteria)
        {
            var behind = move.Descent.CriteriaBehind(criterion.Id).Where(before.ContainsKey).ToList();
            if (behind.Count > 0)
            {
                var kept = Fitting(move.To, behind is [var only] && move.Descent.OfCriterion(only).Count == 1 ? before[only] : TextsTogether.Of(behind.ConvertAll(b => before[b]))).Renumbered(links.Under(criterion.Id));
                var textVersion = Write(move, answers, criterion.Id, kept);
                var changed = CriterionChange.Of(criterion, move.From, move.To, move.Descent).Kinds.Count > 0;
                Mark(move, marks, criterion.Id, behind, changed, textVersion);
            }
        }

        var decided = judgements.ToDictionary(j => j.Key, j => j.Value.Text, StringComparer.Ordinal);
        foreach (var judgement in move.To.Judgements)
        {
            var behind = move.Descent.JudgementsBehind(judgement.Code).Where(decided.ContainsKey).ToList();
            if (behind.Count > 0)
            {
                var alone = behind is [var only] && move.Descent.OfJudgement(only).Count == 1;
                var kept = Fitting(move.To, alone ? decided[behind[0]] : TextsTogether.Of(behind.ConvertAll(b => decided[b])));
                var textVersion = Write(move, judgements, judgement.Code, kept);
                Mark(move, marks, judgement.Code, behind, !alone || Differs(move.From.Judgement(behind[0]), judgement), textVersion);
            }
        }

        marks.SupersedeWhere(subject => move.To.FindCriterion(subject) is null && move.To.FindJudgement(subject) is null);
        db.RemoveRange(marks.Superseded);
    }

    /// <summary>Links stay where their criterion stays, and are added where it went; what is out of the library goes nowhere any more.</summary>
    private async Task<CarriedLinks> LinksAsync(Move move, CancellationToken ct)
    {
        var id = move.Assessment.Id;
        var items = await db.EvidenceItems.Include(e => e.Links).Where(e => e.Links.Any(l => l.SelfAssessmentId == id)).ToListAsync(ct);
        var links = new CarriedLinks(move.Assessment, items.SelectMany(i => i.Links).Where(l => l.SelfAssessmentId == id).Select(l => l.Reference));
        foreach (var item in items.Where(i => i.WithdrawnAt is null))
        {
            foreach (var link in item.Links.Where(l => l.SelfAssessmentId == id).ToList())
            {
                foreach (var criterion in move.Descent.OfCriterion(link.CriterionId).Where(now => now != link.CriterionId))
                {
                    links.Add(item, link, criterion, me.Id, clock.UtcNow());
                }
            }
        }

        return links;
    }

    private async Task AssignmentsAsync(Move move, CancellationToken ct)
    {
        var id = move.Assessment.Id;
        var assignments = await db.Assignments.Where(a => a.SelfAssessmentId == id).ToListAsync(ct);
        var tasks = await db.Tasks.Where(t => t.SelfAssessmentId == id && t.State == TaskState.Open && t.About != null).ToListAsync(ct);
        var taken = assignments.Select(a => a.CriterionId ?? a.JudgementCode).ToHashSet(StringComparer.Ordinal);
        foreach (var assignment in assignments)
        {
            var (about, ofArea) = (assignment.CriterionId ?? assignment.JudgementCode, assignment.CriterionId is null);
            var parts = ofArea ? move.Descent.OfJudgement(about) : move.Descent.OfCriterion(about);
            var kept = parts.Contains(about, StringComparer.Ordinal) ? about : parts.FirstOrDefault(taken.Add);
            if (kept is null)
            {
                db.Remove(assignment);
                continue;
            }

            assignment.PointTo(ofArea ? kept : move.To.JudgementOf(kept).Code, ofArea ? null : kept);
            foreach (var part in parts.Where(p => p != kept && taken.Add(p)))
            {
                AlsoAsk(move, assignment, part, ofArea);
            }
        }

        foreach (var task in tasks)
        {
            var ofArea = move.From.FindJudgement(task.About!) is not null;
            var now = ofArea ? move.Descent.OfJudgement(task.About!) : move.Descent.OfCriterion(task.About!);
            if (now.Contains(task.About!, StringComparer.Ordinal))
            {
                continue;
            }

            if (now.Count > 0)
            {
                task.PointTo(now[0], $"/self-assessments/{(ofArea ? "area" : "answer")}/{id}/{now[0]}");
            }
            else if (task.BookmarkId is null)
            {
                task.Cancel(clock.UtcNow());
            }
        }
    }

    /// <summary>Whoever had what was split has all its parts, and is asked for each.</summary>
    private void AlsoAsk(Move move, Assignment had, string part, bool ofArea)
    {
        var area = ofArea ? move.To.Judgement(part) : move.To.JudgementOf(part);
        var also = had.AlsoFor(area.Code, ofArea ? null : part);
        db.Add(also);
        db.Tasks.Add(PostTask.For(
            also.PostId,
            move.Assessment,
            ofArea ? AskedWork.ToAssess(move.Assessment, area, also.DueOn) : AskedWork.ToAnswer(move.Assessment, area, move.To.Criterion(part), also.DueOn),
            clock.UtcNow()));
    }

    /// <summary>The process was asked for the areas there were; for one that is new, whoever coordinates is asked, and gives it to somebody or assesses it.</summary>
    private async Task NewAreasAsync(Move move, CancellationToken ct)
    {
        foreach (var area in move.To.Judgements.Where(j => move.Descent.JudgementsBehind(j.Code).Count == 0))
        {
            db.Tasks.Add(PostTask.For(
                await posts.FindAsync("board-manager", move.Assessment, ct), move.Assessment, AskedWork.ToAssess(move.Assessment, area, move.Assessment.SubmissionDate), clock.UtcNow()));
        }
    }

    private int Write(Move move, Dictionary<string, Answer> answers, string criterion, AnswerText text)
    {
        if (!answers.TryGetValue(criterion, out var answer))
        {
            db.Answers.Add(Answer.To(criterion, move.Assessment, text, me.Id, clock.UtcNow()));
            Keep(move.Assessment, criterion, JsonSerializer.Serialize(text), makes: 1);
            return 1;
        }

        if (answer.Text == text)
        {
            return answer.Version;
        }

        answer.TryRewrite(move.Assessment, text, answer.Version, me.Id, clock.UtcNow());
        Keep(move.Assessment, criterion, JsonSerializer.Serialize(text), answer.Version + 1);
        return answer.Version + 1;
    }

    private int Write(Move move, Dictionary<string, Judgement> judgements, string code, JudgementText text)
    {
        if (!judgements.TryGetValue(code, out var judgement))
        {
            db.Judgements.Add(Judgement.Of(code, move.Assessment, text, me.Id, clock.UtcNow()));
            Keep(move.Assessment, code, JsonSerializer.Serialize(text), makes: 1);
            return 1;
        }

        if (judgement.Text == text)
        {
            return judgement.Version;
        }

        judgement.TryRewrite(move.Assessment, text, judgement.Version, me.Id, clock.UtcNow());
        Keep(move.Assessment, code, JsonSerializer.Serialize(text), judgement.Version + 1);
        return judgement.Version + 1;
    }

    private void Keep(SelfAssessment of, string subject, string content, int makes) =>
        db.Revisions.Add(Revision.Of(of, subject, content, makes, me.Id, clock.UtcNow()));

    private void Mark(Move move, Marks marks, string subject, IReadOnlyList<string> behind, bool changed, int textVersion)
    {
        if (marks.Of(behind, CarriedFrom.LastCycle) is { } last && !(behind is [var same] && same == subject && last.TextVersion >= textVersion))
        {
            Add(new CarriedSource(CarriedFrom.LastCycle, last.SourceId, last.SourceVersion, last.SourceSubjects));
            marks.Supersede(subject, CarriedFrom.LastCycle);
        }

        var earlier = marks.Of(behind, CarriedFrom.EarlierVersion);
        if (changed || earlier is not null)
        {
            Add(earlier is null
                ? new CarriedSource(CarriedFrom.EarlierVersion, move.Assessment.Id, move.From.Version, behind)
                : new CarriedSource(CarriedFrom.EarlierVersion, move.Assessment.Id, earlier.SourceVersion, earlier.SourceSubjects));
            marks.Supersede(subject, CarriedFrom.EarlierVersion);
        }

        void Add(CarriedSource source) => db.Add(CarriedText.Into(move.Assessment, subject, source, textVersion, me.Id, clock.UtcNow()));
    }

    /// <summary>A grade that the new scale does not have is to be given anew.</summary>
    private static AnswerText Fitting(Framework to, AnswerText text) => text.SelfGrade is { } grade && to.FindGrade(grade) is null ? text with { SelfGrade = null } : text;

    private static JudgementText Fitting(Framework to, JudgementText text) => text.Grade is { } grade && to.FindGrade(grade) is null ? text with { Grade = null } : text;

    private static bool Differs(JudgementArea before, JudgementArea after) =>
        before.Title != after.Title || !before.Descriptors.OrderBy(d => d.Key, StringComparer.Ordinal).SequenceEqual(after.Descriptors.OrderBy(d => d.Key, StringComparer.Ordinal));

    private sealed record Move(SelfAssessment Assessment, Framework From, Framework To, Descent Descent);

    /// <summary>The marks that were there; those still waiting live on in new ones where the text went.</summary>
    private sealed class Marks(IReadOnlyList<CarriedText> all, Func<string, int> textVersion)
    {
        private readonly List<CarriedText> _waiting = [.. all.Where(c => c.Waits(textVersion(c.Subject)))];

        public List<CarriedText> Superseded { get; } = [];

        public CarriedText? Of(IReadOnlyList<string> subjects, CarriedFrom from) => _waiting.FirstOrDefault(c => c.From == from && subjects.Contains(c.Subject));

        public void SupersedeWhere(Func<string, bool> gone) => Superseded.AddRange(all.Where(c => gone(c.Subject) && !Superseded.Contains(c)));

        public void Supersede(string subject, CarriedFrom from) => Superseded.AddRange(all.Where(c => c.Subject == subject && c.From == from && !Superseded.Contains(c)));
    }
}
