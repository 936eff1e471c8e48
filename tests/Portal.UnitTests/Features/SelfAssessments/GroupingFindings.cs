using Portal.Domain.SelfAssessments;
using Portal.UnitTests.Seeding;
using Portal.Web.Features.SelfAssessments;

namespace Portal.UnitTests.Features.SelfAssessments;

/// <summary>The readiness checks over the largest framework.</summary>
public sealed class GroupingFindings
{
    [Fact]
    public void Ninety_criteria_are_folded_away_by_judgement_and_each_finding_leads_to_its_place()
    {
        var framework = SeedFiles.Framework(SeedFiles.SingleInspection);
        var facts = new ReadinessFacts(
            Guid.Empty, new DateOnly(2014, 3, 1), new Dictionary<string, AnswerText>(), new Dictionary<string, JudgementText>(), [], [],
            new Dictionary<string, AreaStanding>(), new Dictionary<string, DateTime>(), [], [], [], [], []);

        var unanswered = ReadinessRules.Check(framework, facts).Where(f => f.Check == ReadinessCheck.Unanswered).ToList();

        unanswered.Count.ShouldBe(framework.Criteria.Count());
        unanswered.Select(f => f.Address).ShouldBeUnique();
        new ReadinessGroup(ReadinessCheck.Unanswered, unanswered).Parts.Select(p => p.Area).ShouldBe(framework.Areas.Select(a => a.Title));
        new ReadinessGroup(ReadinessCheck.Unanswered, unanswered[..12]).Parts.Single().Area.ShouldBeNull();
    }
}
