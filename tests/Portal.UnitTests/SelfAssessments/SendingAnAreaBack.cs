using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;

namespace Portal.UnitTests.SelfAssessments;

public sealed class SendingAnAreaBack
{
    private static readonly DateOnly Day = new(2015, 3, 10);
    private static readonly (string?, string)[] Wanted = [("LSCB-02", " Say which audits.\r\n"), (null, "The grade does not fit.")];

    private readonly SelfAssessment assessment = Make.Assessment();

    [Fact]
    public void It_goes_from_its_lead_to_the_board_back_and_forth_until_it_is_agreed_and_every_step_is_kept()
    {
        var area = AreaProgress.Of(assessment, "LSCB");

        area.Submit(assessment, Make.Somebody, Make.Now);
        area.RequestChanges(assessment, Wanted, Day, Make.Somebody, Make.Now.AddHours(1));
        area.Submit(assessment, Make.Somebody, Make.Now.AddHours(2));
        area.Agree(assessment, Make.Somebody, Make.Now.AddHours(3));

        area.Steps.Select(s => s.Status).ShouldBe([AreaStatus.Submitted, AreaStatus.ChangesRequested, AreaStatus.Submitted, AreaStatus.Agreed]);
        area.LastStep!.At.ShouldBe(Make.Now.AddHours(3));
    }

    [Fact]
    public void Reasons_stand_until_it_is_submitted_again_and_are_kept_after()
    {
        var area = AreaProgress.Of(assessment, "LSCB");
        area.Submit(assessment, Make.Somebody, Make.Now);
        area.RequestChanges(assessment, Wanted, Day, Make.Somebody, Make.Now);
        area.Changes.ShouldAllBe(c => c.IsOpen);
        area.Changes.Select(c => (c.CriterionId, c.Reason)).ShouldBe([("LSCB-02", "Say which audits."), (null, "The grade does not fit.")]);

        area.Submit(assessment, Make.Somebody, Make.Now);

        area.Changes.Count.ShouldBe(2);
        area.Changes.ShouldAllBe(c => !c.IsOpen);
    }

    [Theory]
    [InlineData(AreaStatus.InProgress, true, false, false)]
    [InlineData(AreaStatus.Submitted, false, true, true)]
    [InlineData(AreaStatus.ChangesRequested, true, false, false)]
    [InlineData(AreaStatus.Agreed, false, false, true)]
    public void In_each_state_only_what_fits_is_possible(AreaStatus status, bool submit, bool agree, bool sendBack)
    {
        Can(a => a.Submit(assessment, Make.Somebody, Make.Now)).ShouldBe(submit);
        Can(a => a.Agree(assessment, Make.Somebody, Make.Now)).ShouldBe(agree);
        Can(a => a.RequestChanges(assessment, Wanted, Day, Make.Somebody, Make.Now)).ShouldBe(sendBack);

        bool Can(Action<AreaProgress> act)
        {
            var area = In(status);
            try
            {
                act(area);
                return true;
            }
            catch (RuleBroken)
            {
                area.Status.ShouldBe(status);
                return false;
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Nothing_is_sent_back_without_a_reason(string reason)
    {
        var area = In(AreaStatus.Submitted);

        Should.Throw<RuleBroken>(() => area.RequestChanges(assessment, [], Day, Make.Somebody, Make.Now));
        Should.Throw<RuleBroken>(() => area.RequestChanges(assessment, [(null, reason)], Day, Make.Somebody, Make.Now));
    }

    [Theory]
    [InlineData(SelfAssessmentStatus.AwaitingSignatures)]
    [InlineData(SelfAssessmentStatus.Submitted)]
    [InlineData(SelfAssessmentStatus.Withdrawn)]
    public void Nothing_moves_while_the_text_is_closed(SelfAssessmentStatus status)
    {
        var closed = Make.Assessment(status);

        Should.Throw<RuleBroken>(() => In(AreaStatus.InProgress).Submit(closed, Make.Somebody, Make.Now));
        Should.Throw<RuleBroken>(() => In(AreaStatus.Submitted).Agree(closed, Make.Somebody, Make.Now));
        Should.Throw<RuleBroken>(() => In(AreaStatus.Submitted).RequestChanges(closed, Wanted, Day, Make.Somebody, Make.Now));
    }

    private AreaProgress In(AreaStatus status)
    {
        var area = AreaProgress.Of(assessment, "LSCB");
        if (status != AreaStatus.InProgress)
        {
            area.Submit(assessment, Make.Somebody, Make.Now);
        }

        if (status == AreaStatus.ChangesRequested)
        {
            area.RequestChanges(assessment, Wanted, Day, Make.Somebody, Make.Now);
        }

        if (status == AreaStatus.Agreed)
        {
            area.Agree(assessment, Make.Somebody, Make.Now);
        }

        return area;
    }
}
