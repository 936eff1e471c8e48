using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;

namespace Portal.UnitTests.SignOff;

public sealed class SigningAFrozenVersion
{
    private readonly FrozenVersion version = Make.Version(Make.Assessment());

    public static TheoryData<PostRole, PostRole> EitherOrder => new()
    {
        { PostRole.Chair, PostRole.DirectorOfChildrensServices },
        { PostRole.DirectorOfChildrensServices, PostRole.Chair },
    };

    public static TheoryData<PostRole> EveryoneElse =>
        [.. Enum.GetValues<PostRole>().Except(FrozenVersion.Signatories)];

    [Theory]
    [MemberData(nameof(EitherOrder))]
    public void Both_sign_in_either_order(PostRole first, PostRole second)
    {
        version.Sign(first, Make.Chair, "hash-1", Make.Now);
        version.State.ShouldBe(FrozenVersionState.AwaitingSignatures);

        version.Sign(second, Make.Director, "hash-1", Make.Now);
        version.State.ShouldBe(FrozenVersionState.Signed);
        version.Signatures.ShouldAllBe(s => s.ContentHash == "hash-1");
    }

    [Fact]
    public void A_post_signs_once()
    {
        version.Sign(PostRole.Chair, Make.Chair, "hash-1", Make.Now);

        Make.CodeOf(() => version.Sign(PostRole.Chair, Make.Chair, "hash-1", Make.Now)).ShouldBe("sign-off.signed-already");
        version.Signatures.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(EveryoneElse))]
    public void No_other_post_signs_or_returns(PostRole role)
    {
        Make.CodeOf(() => version.Sign(role, Make.Chair, "hash-1", Make.Now)).ShouldBe("sign-off.not-a-signatory");
        Make.CodeOf(() => version.Return(role, Make.Chair, "Because.", "hash-1", Make.Now)).ShouldBe("sign-off.not-a-signatory");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hash-0")]
    public void Signing_something_other_than_what_was_shown_is_refused(string? shown)
    {
        Make.CodeOf(() => version.Sign(PostRole.Chair, Make.Chair, shown, Make.Now)).ShouldBe("sign-off.changed-since-shown");
        Make.CodeOf(() => version.Return(PostRole.Chair, Make.Chair, "Because.", shown, Make.Now)).ShouldBe("sign-off.changed-since-shown");
        version.Signatures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  \n ")]
    public void Returning_needs_a_reason(string? reason)
    {
        Make.CodeOf(() => version.Return(PostRole.Chair, Make.Chair, reason, "hash-1", Make.Now)).ShouldBe("sign-off.no-reason");
        version.State.ShouldBe(FrozenVersionState.AwaitingSignatures);
    }

    [Fact]
    public void A_returned_version_cannot_be_signed_and_keeps_the_signature_it_had()
    {
        version.Sign(PostRole.DirectorOfChildrensServices, Make.Director, "hash-1", Make.Now);
        version.Return(PostRole.Chair, Make.Chair, "LSCB-07 is thin.", "hash-1", Make.Now);

        Make.CodeOf(() => version.Sign(PostRole.Chair, Make.Chair, "hash-1", Make.Now)).ShouldBe("sign-off.changed-since-shown");
        version.Signatures.Count.ShouldBe(1);
        version.ReturnReason.ShouldBe("LSCB-07 is thin.");
        version.ReturnedByName.ShouldBe("Helen Archer");
    }

    [Fact]
    public void A_version_that_both_signed_can_no_longer_be_returned()
    {
        var signed = Make.SignedVersion(Make.Assessment(SelfAssessmentStatus.AwaitingSignatures));

        Make.CodeOf(() => signed.Return(PostRole.Chair, Make.Chair, "Too late.", "hash-1", Make.Now)).ShouldBe("sign-off.complete");
        signed.State.ShouldBe(FrozenVersionState.Signed);
    }
}
