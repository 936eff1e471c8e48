using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;

namespace Portal.UnitTests.SelfAssessments;

/// <summary>Every verb in every status: it works, or it is refused and nothing changes.</summary>
public sealed class StatusOfASelfAssessment
{
    private static readonly Dictionary<string, Action<SelfAssessment>> Verbs = new()
    {
        ["await signatures"] = a => a.AwaitSignatures(),
        ["reopen"] = a => a.Reopen(),
        ["submit"] = a => a.Submit(Make.SignedVersion(a), Make.Now),
        ["withdraw"] = a => a.Withdraw("No longer needed.", Make.Now),
        ["write an answer"] = a => Answer.To("LSCB-01", a, AnswerText.Empty, Make.Somebody, Make.Now),
        ["judge"] = a => Judgement.Of("LSCB", a, JudgementText.Empty, Make.Somebody, Make.Now),
        ["assign"] = a => Assignment.Of(a, "LSCB", null, Id<Domain.People.Post>.New(), a.SubmissionDate, Make.Somebody, Make.Now),
        ["link evidence"] = a => Make.Evidence(a.BodyId).LinkTo(a, "LSCB-01", null, 1, Make.Somebody, Make.Now),
    };

    private static readonly HashSet<(SelfAssessmentStatus, string)> Allowed =
    [
        (SelfAssessmentStatus.InProgress, "await signatures"),
        (SelfAssessmentStatus.InProgress, "withdraw"),
        (SelfAssessmentStatus.InProgress, "write an answer"),
        (SelfAssessmentStatus.InProgress, "judge"),
        (SelfAssessmentStatus.InProgress, "assign"),
        (SelfAssessmentStatus.InProgress, "link evidence"),
        (SelfAssessmentStatus.AwaitingSignatures, "reopen"),
        (SelfAssessmentStatus.AwaitingSignatures, "submit"),
        (SelfAssessmentStatus.AwaitingSignatures, "withdraw"),
    ];

    public static TheoryData<SelfAssessmentStatus, string> EveryVerbInEveryStatus()
    {
        var all = new TheoryData<SelfAssessmentStatus, string>();
        foreach (var status in Enum.GetValues<SelfAssessmentStatus>())
        {
            foreach (var verb in Verbs.Keys)
            {
                all.Add(status, verb);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(EveryVerbInEveryStatus))]
    public void A_verb_works_where_it_makes_sense_and_is_refused_elsewhere(SelfAssessmentStatus status, string verb)
    {
        var assessment = Make.Assessment(status);

        if (Allowed.Contains((status, verb)))
        {
            Should.NotThrow(() => Verbs[verb](assessment));
        }
        else
        {
            Should.Throw<RuleBroken>(() => Verbs[verb](assessment));
            assessment.Status.ShouldBe(status);
        }
    }

    [Fact]
    public void It_cannot_be_submitted_with_a_version_that_only_one_has_signed()
    {
        var assessment = Make.Assessment(SelfAssessmentStatus.AwaitingSignatures);
        var version = Make.Version(assessment);
        version.Sign(Domain.People.PostRole.Chair, Make.Chair, version.ContentHash, Make.Now);

        Make.CodeOf(() => assessment.Submit(version, Make.Now)).ShouldBe("self-assessment.not-signed");
    }

    [Fact]
    public void It_cannot_be_submitted_with_the_signed_version_of_another_self_assessment()
    {
        var assessment = Make.Assessment(SelfAssessmentStatus.AwaitingSignatures);

        Make.CodeOf(() => assessment.Submit(Make.SignedVersion(Make.Assessment()), Make.Now)).ShouldBe("self-assessment.not-signed");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    public void Withdrawing_needs_a_reason(string? reason) =>
        Make.CodeOf(() => Make.Assessment().Withdraw(reason, Make.Now)).ShouldBe("self-assessment.no-reason");

    [Fact]
    public void Work_cannot_be_due_after_the_submission_date()
    {
        var assessment = Make.Assessment();

        Make.CodeOf(() => Assignment.Of(
            assessment, "LSCB", null, Id<Domain.People.Post>.New(), assessment.SubmissionDate.AddDays(1), Make.Somebody, Make.Now))
            .ShouldBe("assignment.after-submission");
    }
}
