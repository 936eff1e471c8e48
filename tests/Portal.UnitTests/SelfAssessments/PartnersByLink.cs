using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.UnitTests.SelfAssessments;

public sealed class PartnersByLink
{
    private static readonly Person Gwen = Person.Named("Gwen Pritchard", "gwen@probation.example");

    private readonly SelfAssessment assessment = Make.Assessment();

    [Fact]
    public void A_link_opens_one_session_that_ends_by_itself()
    {
        var link = Issued();
        link.IsSessionOpen(Make.Now).ShouldBeFalse();

        link.Use(Make.Now.AddDays(1));

        link.IsSessionOpen(Make.Now.AddDays(1)).ShouldBeTrue();
        link.IsSessionOpen(Make.Now.AddDays(1) + PartnerLink.SessionLasts).ShouldBeFalse();
        Should.Throw<RuleBroken>(() => link.Use(Make.Now.AddDays(1)));
    }

    [Fact]
    public void Expired_or_taken_back_it_opens_nothing()
    {
        Should.Throw<RuleBroken>(() => Issued().Use(Make.Now.AddDays(14)));
        var revoked = Issued();
        revoked.Revoke(Make.Somebody, Make.Now);
        Should.Throw<RuleBroken>(() => revoked.Use(Make.Now));
        Should.Throw<RuleBroken>(() => revoked.Revoke(Make.Somebody, Make.Now));
    }

    [Fact]
    public void What_was_submitted_or_taken_back_ends_the_session()
    {
        var submitted = Issued();
        submitted.Use(Make.Now);
        submitted.Submit(Make.Now.AddHours(1));
        submitted.IsSessionOpen(Make.Now.AddHours(1)).ShouldBeFalse();
        Should.Throw<RuleBroken>(() => submitted.Submit(Make.Now.AddHours(1)));

        var revoked = Issued();
        revoked.Use(Make.Now);
        revoked.Revoke(Make.Somebody, Make.Now.AddHours(1));
        revoked.IsSessionOpen(Make.Now.AddHours(1)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(SelfAssessmentStatus.AwaitingSignatures)]
    [InlineData(SelfAssessmentStatus.Submitted)]
    [InlineData(SelfAssessmentStatus.Withdrawn)]
    public void None_is_made_while_the_text_is_closed(SelfAssessmentStatus status)
    {
        var given = Given();

        Should.Throw<RuleBroken>(() => PartnerLink.Issue(Make.Assessment(status), given, Gwen, "hash", Make.Now.AddDays(14), Make.Somebody, Make.Now));
    }

    [Theory]
    [InlineData(SelfAssessmentStatus.InProgress, true)]
    [InlineData(SelfAssessmentStatus.AwaitingSignatures, true)]
    [InlineData(SelfAssessmentStatus.Submitted, false)]
    [InlineData(SelfAssessmentStatus.Withdrawn, false)]
    public void Caveats_are_made_and_answered_until_it_is_submitted_and_never_changed(SelfAssessmentStatus status, bool open)
    {
        var caveat = Caveat.Make(assessment, CaveatKind.Dissent, (null, null), " We do not. ", Gwen, "Probation", Make.Now);
        var of = Make.Assessment(status);
        Action make = () => Caveat.Make(of, CaveatKind.Caveat, (null, null), "We do.", Gwen, "Probation", Make.Now);
        Action answer = () => caveat.Answer(of, "Noted.", Make.Chair, "Chair", Make.Now);

        if (open)
        {
            make();
            answer();
            caveat.Answers.ShouldHaveSingleItem().Text.ShouldBe("Noted.");
        }
        else
        {
            Should.Throw<RuleBroken>(make);
            Should.Throw<RuleBroken>(answer);
        }

        caveat.Text.ShouldBe("We do not.");
        typeof(Caveat).GetProperties().ShouldAllBe(p => p.SetMethod == null || !p.SetMethod.IsPublic);
    }

    private Assignment Given() => Assignment.Of(assessment, "LSCB", "LSCB-02", Id<Post>.New(), new DateOnly(2015, 4, 1), Make.Somebody, Make.Now);

    private PartnerLink Issued() => PartnerLink.Issue(assessment, Given(), Gwen, "hash", Make.Now.AddDays(14), Make.Somebody, Make.Now);
}
