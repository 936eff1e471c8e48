using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.SelfAssessments;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What stands beside a question about where its answer came from: carried, its criterion changed, and what was said last time.</summary>
public sealed record CarriedView(Id<SelfAssessment> AssessmentId, string Subject, bool MayConfirm)
{
    /// <summary>The text came from the last self-assessment, and nobody has confirmed or changed it.</summary>
    public bool IsCarried { get; init; }

    /// <summary>The framework changed under the text, and nobody has looked since.</summary>
    public bool HasChanged { get; init; }

    /// <summary>How it changed, where it is a criterion.</summary>
    public CriterionChange? Change { get; init; }

    public string LastPeriod { get; init; } = "";

    public IReadOnlyList<SaidBefore> LastTime { get; init; } = [];
}

/// <summary>What was said under one criterion or judgement.</summary>
public sealed record SaidBefore(string Title, IReadOnlyList<(string Question, string Text)> Texts)
{
    internal static SaidBefore Of(Criterion criterion, AnswerQuestions asked, AnswerText text) => new($"{criterion.Id} {criterion.Title}", Filled(
        (asked.Know, text.Know), (asked.HowKnown, text.HowKnown), (asked.Difference, text.Difference), (asked.Next, text.Next)));

    internal static SaidBefore Of(JudgementArea judgement, Framework framework, JudgementText text) => new(judgement.Title, Filled(
        ("Grade", text.Grade is { } grade ? framework.FindGrade(grade)?.Label ?? grade : ""),
        ("Why this grade?", text.Reasons),
        ("What kept it from the grade above?", text.KeptFromHigher),
        ("What kept it from the grade below?", text.KeptFromLower),
        ("Whose voice stands behind it?", text.ChildrensVoice)));

    private static List<(string Question, string Text)> Filled(params (string Question, string Text)[] all) => [.. all.Where(a => a.Text.Length > 0)];
}

/// <summary>Shows <see cref="CarriedView"/> for one criterion or judgement. A self-assessment that follows nothing and is on its first version costs no query.</summary>
public sealed class Carried(PortalDbContext db, FrameworkLibrary frameworks, CarriedTexts carried) : ViewComponent
{
    /// <summary>Renders what is to be said about a subject; nothing where there is nothing.</summary>
    public async Task<IViewComponentResult> InvokeAsync(ShownAssessment shown, string subject, bool mayWrite)
    {
        var assessment = shown.Assessment;
        var ct = HttpContext.RequestAborted;
        var view = new CarriedView(assessment.Id, subject, mayWrite);
        if (assessment.FollowsId is not null || assessment.VersionMovedAt is not null)
        {
            var waiting = await carried.WaitingAsync(assessment.Id, subject, ct);
            view = view with
            {
                IsCarried = waiting.Any(w => w.From == CarriedFrom.LastCycle),
                HasChanged = waiting.Any(w => w.From == CarriedFrom.EarlierVersion),
                Change = waiting.FirstOrDefault(w => w.From == CarriedFrom.EarlierVersion) is { } changed ? await ChangeAsync(shown.Framework, subject, changed.SourceVersion, ct) : null,
            };
        }

        if (assessment.FollowsId is { } lastId && await db.SelfAssessments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == lastId, ct) is { } last)
        {
            view = view with { LastPeriod = $"{last.PeriodFrom.Words()} to {last.PeriodTo.Words()}", LastTime = await LastTimeAsync(last, shown.Framework, subject, ct) };
        }

        return View(view);
    }

    private async Task<CriterionChange?> ChangeAsync(Framework now, string subject, int sourceVersion, CancellationToken ct)
    {
        if (now.FindCriterion(subject) is not { } criterion)
        {
            return null;
        }

        var earlier = await frameworks.GetAsync(now.Code, sourceVersion, ct);
        return CriterionChange.Of(criterion, earlier, now, await frameworks.DescentAsync(earlier, now, ct));
    }

    private async Task<IReadOnlyList<SaidBefore>> LastTimeAsync(SelfAssessment last, Framework now, string subject, CancellationToken ct)
    {
        var then = await frameworks.GetAsync(last.FrameworkCode, last.FrameworkVersion, ct);
        var descent = await frameworks.DescentAsync(then, now, ct);
        if (now.FindCriterion(subject) is not null)
        {
            var behind = descent.CriteriaBehind(subject);
            var answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == last.Id && behind.Contains(a.CriterionId)).ToListAsync(ct);
            return [.. answers.OrderBy(a => a.CriterionId, StringComparer.Ordinal).Select(a => SaidBefore.Of(then.Criterion(a.CriterionId), then.Questions, a.Text))];
        }

        var codes = descent.JudgementsBehind(subject);
        var judgements = await db.Judgements.AsNoTracking().Where(j => j.SelfAssessmentId == last.Id && codes.Contains(j.JudgementCode)).ToListAsync(ct);
        return [.. judgements.OrderBy(j => j.JudgementCode, StringComparer.Ordinal).Select(j => SaidBefore.Of(then.Judgement(j.JudgementCode), then, j.Text))];
    }
}
