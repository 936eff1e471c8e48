using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;

namespace Portal.Web.SelfAssessments;

/// <summary>What people are asked for beside the process of a self-assessment.</summary>
internal static class AskedWork
{
    public static TaskBrief ToAnswer(SelfAssessment of, JudgementArea area, Criterion criterion, DateOnly dueOn) => new(
        $"Answer {criterion.Id}: {criterion.Title}",
        $"Say what you know, how you know it, what difference it made and what comes next, and attach your evidence. It is part of “{area.Title}”.",
        $"/self-assessments/answer/{of.Id}/{criterion.Id}",
        dueOn,
        [],
        About: criterion.Id);

    /// <summary>For an area that a newer version of the framework brought.</summary>
    public static TaskBrief ToAssess(SelfAssessment of, JudgementArea area, DateOnly dueOn) => new(
        $"Assess the new area: {area.Title}",
        "A newer version of the framework brought this area. Assess it and submit it; those who run the self-assessment can give it to somebody.",
        $"/self-assessments/area/{of.Id}/{area.Code}",
        dueOn,
        [],
        About: area.Code);
}
