using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.UnitTests.SelfAssessments;

public sealed class OpeningASelfAssessment
{
    [Fact]
    public void It_is_in_progress_and_remembers_who_opened_it()
    {
        var assessment = Make.Assessment();

        assessment.Status.ShouldBe(SelfAssessmentStatus.InProgress);
        assessment.OpenedBy.ShouldBe(Make.Somebody);
        assessment.OpenedAt.ShouldBe(Make.Now);
    }

    [Fact]
    public void A_period_that_ends_before_it_starts_is_refused_beside_its_field()
    {
        var broken = Should.Throw<RuleBroken>(() => Open(Make.Plan(from: new(2014, 6, 1), to: new(2014, 5, 31))));

        broken.Code.ShouldBe("self-assessment.period");
        broken.Field.ShouldBe("PeriodTo");
    }

    [Fact]
    public void A_period_of_one_day_is_allowed() =>
        Open(Make.Plan(from: new(2014, 6, 1), to: new(2014, 6, 1))).PeriodTo.ShouldBe(new DateOnly(2014, 6, 1));

    [Fact]
    public void A_submission_date_in_the_past_is_refused_beside_its_field()
    {
        var broken = Should.Throw<RuleBroken>(() => Open(Make.Plan(submission: Make.Today.AddDays(-1))));

        broken.Code.ShouldBe("self-assessment.submission-past");
        broken.Field.ShouldBe("SubmissionDate");
    }

    [Fact]
    public void A_submission_date_of_today_is_allowed() =>
        Open(Make.Plan(submission: Make.Today)).SubmissionDate.ShouldBe(Make.Today);

    [Fact]
    public void A_submission_date_on_a_bank_holiday_or_weekend_is_refused_beside_its_field()
    {
        var broken = Should.Throw<RuleBroken>(() => SelfAssessment.Open(
            Id<Body>.New(), ("lscb-review-2013", 1), Make.Plan(submission: new(2015, 4, 6)), day => day != new DateOnly(2015, 4, 6), Make.Somebody, Make.Now, Make.Today));

        broken.Code.ShouldBe("self-assessment.submission-not-working-day");
        broken.Field.ShouldBe("SubmissionDate");
    }

    private static SelfAssessment Open(AssessmentPlan plan) =>
        SelfAssessment.Open(Id<Body>.New(), ("lscb-review-2013", 1), plan, _ => true, Make.Somebody, Make.Now, Make.Today);
}
