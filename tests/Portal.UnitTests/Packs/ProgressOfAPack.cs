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
        pack.Begin(200, 0, Make.Now);
        pack.Progress(50);
        pack.Percent.ShouldBe(25);
        pack.Progress(200);
        pack.Percent.ShouldBe(99);
        pack.Complete(210, "abc", "{}", Make.Now);
        pack.Percent.ShouldBe(100);
    }

    [Fact]
    public void Progress_never_goes_back_within_one_attempt()
    {
        pack.Begin(200, 0, Make.Now);
        pack.Progress(100);
        pack.Progress(40);

        pack.BytesDone.ShouldBe(100);
    }

    [Fact]
    public void Beginning_again_after_a_failure_starts_from_nothing()
    {
        pack.Begin(200, 0, Make.Now);
        pack.Progress(150);
        pack.Fail("The disk is full.");
        pack.State.ShouldBe(PackState.Failed);

        pack.Begin(200, 0, Make.Now);

        pack.Percent.ShouldBe(0);
        pack.Failure.ShouldBeNull();
    }

    [Fact]
    public void A_complete_pack_does_not_change_any_more()
    {
        pack.Begin(1, 0, Make.Now);
        pack.Complete(1, "abc", "{}", Make.Now);

        Make.CodeOf(() => pack.Begin(1, 0, Make.Now)).ShouldBe("pack.complete");
        Make.CodeOf(() => pack.Progress(1)).ShouldBe("pack.complete");
        Make.CodeOf(() => pack.Fail("x")).ShouldBe("pack.complete");
    }

    [Fact]
    public void Where_pages_are_made_they_count_for_most_and_the_percentage_never_goes_back()
    {
        pack.Begin(200, 4, Make.Now);
        var percents = new List<int> { pack.Percent };
        foreach (var done in new[] { 1, 2, 3, 4 })
        {
            pack.ItemDone(done);
            percents.Add(pack.Percent);
        }

        pack.Stage.ShouldBe(PackStage.Binding);
        pack.Progress(0);
        percents.Add(pack.Percent);
        pack.Progress(100);
        percents.Add(pack.Percent);

        percents.ShouldBe([0, 17, 35, 52, 70, 80, 90]);
    }

    [Fact]
    public void The_time_left_follows_from_the_time_it_has_taken_so_far()
    {
        pack.Begin(200, 10, Make.Now);
        pack.TimeLeft(Make.Now.AddMinutes(1)).ShouldBeNull("Nothing is done, so nothing can be told.");
        pack.ItemDone(5);

        pack.TimeLeft(Make.Now.AddMinutes(7)).ShouldNotBeNull().TotalMinutes.ShouldBe(13, 0.01);
    }

    [Fact]
    public void Stopped_it_begins_no_more_until_somebody_lets_it_go_on()
    {
        pack.Begin(200, 0, Make.Now);
        pack.Stop();

        Make.CodeOf(() => pack.Begin(200, 0, Make.Now)).ShouldBe("pack.stopped");
        Make.CodeOf(pack.Stop).ShouldBe("pack.stopped");
        pack.GoOn();
        (pack.State, pack.Runs).ShouldBe((PackState.Queued, 2));
        Make.CodeOf(pack.GoOn).ShouldBe("pack.not-stopped");
    }
}
