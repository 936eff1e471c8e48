using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The answer to one criterion as somebody sent it.</summary>
/// <param name="CriterionId">The criterion's id in the framework.</param>
/// <param name="Text">What was typed.</param>
/// <param name="BasedOn">The version the writer was shown; 0 where there was none.</param>
public sealed record TypedAnswer(string CriterionId, AnswerText Text, int BasedOn);

/// <summary>Saves answers to criteria, as <see cref="SaveText"/> puts them down.</summary>
public sealed class SaveAnswer(PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access, AssessmentTexts texts, SaveText save)
{
    /// <summary>Saves the answer to one criterion.</summary>
    /// <param name="id">The self-assessment.</param>
    /// <param name="criterionId">The criterion's id in the framework.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="basedOn">The version the writer was shown; 0 where there was none.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SaveOutcome<AnswerText>> AsAsync(Id<SelfAssessment> id, string criterionId, AnswerText text, int basedOn, CancellationToken ct) =>
        (await AllAsync(id, [new TypedAnswer(criterionId, text, basedOn)], ct))[0];

    /// <summary>Saves several answers in one transaction. One that clashes with what somebody else saved is kept aside and holds none of the others back.</summary>
    /// <param name="id">The self-assessment.</param>
    /// <param name="typed">The answers, each to another criterion.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What became of each, in their order.</returns>
    public Task<IReadOnlyList<SaveOutcome<AnswerText>>> AllAsync(Id<SelfAssessment> id, IReadOnlyList<TypedAnswer> typed, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var (assessment, present) = await AllowedAsync(id, typed, ct);
            var outcomes = new List<SaveOutcome<AnswerText>>();
            foreach (var (criterion, text, basedOn) in typed)
            {
                outcomes.Add(await save.PutAsync(PlaceOf(assessment, criterion, present.GetValueOrDefault(criterion)), text, basedOn, ct));
            }

            await db.SaveChangesAsync(ct);
            return (IReadOnlyList<SaveOutcome<AnswerText>>)outcomes;
        });

    /// <summary>Sets what was typed beside what is saved, and saves nothing.</summary>
    public async Task<SaveOutcome<AnswerText>> CompareAsync(SelfAssessment assessment, string criterionId, AnswerText text, int basedOn, CancellationToken ct) =>
        (await BesideAsync(assessment, [new TypedAnswer(criterionId, text, basedOn)], ct))[0];

    /// <summary>As <see cref="CompareAsync"/>, for several answers, each of which the present person must be allowed to write.</summary>
    public Task<IReadOnlyList<SaveOutcome<AnswerText>>> CompareAllAsync(ShownAssessment shown, IReadOnlyList<TypedAnswer> typed, CancellationToken ct)
    {
        RequireTheirs(shown.Framework, shown.Share, typed);
        return BesideAsync(shown.Assessment, typed, ct);
    }

    private async Task<IReadOnlyList<SaveOutcome<AnswerText>>> BesideAsync(SelfAssessment assessment, IReadOnlyList<TypedAnswer> typed, CancellationToken ct)
    {
        var criteria = typed.Select(t => t.CriterionId).ToList();
        var present = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == assessment.Id && criteria.Contains(a.CriterionId)).ToDictionaryAsync(a => a.CriterionId, ct);
        var outcomes = new List<SaveOutcome<AnswerText>>();
        foreach (var (criterion, text, basedOn) in typed)
        {
            outcomes.Add(await save.CompareAsync(PlaceOf(assessment, criterion, present.GetValueOrDefault(criterion)), text, basedOn, ct));
        }

        return outcomes;
    }

    private TextPlace<AnswerText> PlaceOf(SelfAssessment assessment, string criterion, Answer? present) =>
        texts.Place(assessment, criterion, present, (first, by, at) => Answer.To(criterion, assessment, first, by, at));

    /// <summary>The self-assessment with the answers that are there, read in one statement, when the present person may write all that was typed.</summary>
    private async Task<(SelfAssessment Of, IReadOnlyDictionary<string, Answer> Present)> AllowedAsync(Id<SelfAssessment> id, IReadOnlyList<TypedAnswer> typed, CancellationToken ct)
    {
        var criteria = typed.Select(t => t.CriterionId).ToList();
        var mine = access.Given();
        var found = await db.SelfAssessments.Where(a => a.Id == id).Select(a => new
        {
            Assessment = a,
            Given = mine.Where(g => g.SelfAssessmentId == a.Id).Select(g => new GivenPart(g.JudgementCode, g.CriterionId)).ToList(),
            Answers = db.Answers.Where(answer => answer.SelfAssessmentId == a.Id && criteria.Contains(answer.CriterionId)).ToList(),
        }).FirstOr404Async(ct);
        var framework = await frameworks.GetAsync(found.Assessment.FrameworkCode, found.Assessment.FrameworkVersion, ct);
        RequireTheirs(framework, access.Share(found.Assessment, found.Given), typed);
        RequireGradesOf(framework, typed);
        found.Assessment.RequireOpenForWriting();
        return (found.Assessment, found.Answers.ToDictionary(a => a.CriterionId, StringComparer.Ordinal));
    }

    private static void RequireTheirs(Framework framework, WritableShare share, IReadOnlyList<TypedAnswer> typed)
    {
        if (typed.Any(t => framework.FindCriterion(t.CriterionId) is null))
        {
            throw new NotFound();
        }

        CurrentPerson.Require(
            typed.All(t => share.MayAnswer(framework.JudgementOf(t.CriterionId).Code, t.CriterionId)), "This criterion is assigned to somebody else.");
    }

    private static void RequireGradesOf(Framework framework, IReadOnlyList<TypedAnswer> typed)
    {
        if (typed.Any(t => t.Text.SelfGrade is { } grade && framework.FindGrade(grade) is null))
        {
            throw new RuleBroken("answer.unknown-grade", "Choose one of the grades of this framework, or none.", nameof(AnswerText.SelfGrade));
        }
    }
}
