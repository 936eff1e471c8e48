using Portal.Domain.Packs;
using Portal.Domain.SelfAssessments;

namespace Portal.UnitTests.Packs;

public sealed class ProgressOfAPack
{
    private readonly EvidencePack pack = EvidencePack.Request(
        Make.SignedVersion(Make.Assessment(SelfAssessmentStatus.AwaitingSignatures)), "pack.zip", Make.Now);

    [Fact]
    public void A_pack_is_made_only_from_a_signed_version() =>
        Make.CodeOf(() => EvidencePack.Request(Make.Version(Make.Assessment()), "pack.zip", Make.Now)).ShouldBe("pack.not-signed");

    [Fact]
    public void The_percentage_is_that_of_bytes_and_reaches_a_hundred_only_when_complete()
    {
        pack.Percent.ShouldBe(0);
        pack.Begin(200);
        pack.Progress(50);
        pack.Percent.ShouldBe(25);
        pack.Progress(200);
        pack.Percent.ShouldBe(99);
        pack.Complete(210, "abc", Make.Now);
        pack.Percent.ShouldBe(100);
    }

    [Fact]
    public void Progress_never_goes_back_within_one_attempt()
    {
        pack.Begin(200);
        pack.Progress(100);
        pack.Progress(40);

        pack.BytesDone.ShouldBe(100);
    }

    [Fact]
    public void Beginning_again_after_a_failure_starts_from_nothing()
    {
        pack.Begin(200);
        pack.Progress(150);
        pack.Fail("The disk is full.");
        pack.State.ShouldBe(PackState.Failed);

        pack.Begin(200);

        pack.Percent.ShouldBe(0);
        pack.Failure.ShouldBeNull();
    }

    [Fact]
    public void A_complete_pack_does_not_change_any_more()
    {
        pack.Begin(1);
        pack.Complete(1, "abc", Make.Now);

        Make.CodeOf(() => pack.Begin(1)).ShouldBe("pack.complete");
        Make.CodeOf(() => pack.Progress(1)).ShouldBe("pack.complete");
        Make.CodeOf(() => pack.Fail("x")).ShouldBe("pack.complete");
    }
}
