using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

/// <summary>What ours does in the cases where real Elsa's behaviour is a defect.</summary>
public sealed class DifferingOnPurpose
{
    [Fact]
    public void Case_40_the_sibling_of_a_faulted_branch_can_be_completed_and_the_instance_waits_for_a_decision()
    {
        var player = Played("40-fault-in-branch");

        var state = player.Host.States["A"];
        state.SubStatus.ShouldBe(SubStatus.Suspended);
        state.Bookmarks.ShouldBeEmpty();
        state.Incidents.ShouldHaveSingleItem().Message.ShouldBe("boom");

        player.Host.Send("A", new Signal.SkipIncident(player.Host.Now, state.Incidents[0].Id));

        player.Host.States["A"].SubStatus.ShouldBe(SubStatus.Finished);
        player.Host.Records.ShouldHaveSingleItem()["message"]!.GetValue<string>().ShouldBe("after");
    }

    [Fact]
    public void Case_42_a_fault_after_a_resume_leaves_the_other_task_alive()
    {
        var player = Played("42-fault-after-resume");

        player.Host.Records.ShouldHaveSingleItem()["message"]!.GetValue<string>().ShouldBe("rb");
        player.Host.States["A"].SubStatus.ShouldBe(SubStatus.Suspended);
        player.Host.States["A"].Incidents.ShouldHaveSingleItem().ActivityId.ShouldBe("f");
    }

    [Fact]
    public void Case_48_an_input_that_fails_is_an_incident_that_can_be_retried()
    {
        var player = Played("48-input-expression-error");

        var incident = player.Host.States["A"].Incidents.ShouldHaveSingleItem();
        incident.Message.ShouldBe("Failed to evaluate activity input 'Message'");
        incident.Detail.ShouldNotBeNull().ShouldContain("nothing");
        player.Host.States["A"].SubStatus.ShouldBe(SubStatus.Suspended);

        player.Host.Send("A", new Signal.RetryIncident(player.Host.Now, incident.Id)).IsAccepted.ShouldBeTrue();

        player.Host.States["A"].Incidents.ShouldHaveSingleItem().Id.ShouldNotBe(incident.Id);
    }

    [Fact]
    public void Case_49_the_fault_activity_stops_its_branch_with_its_message()
    {
        var player = Played("49-fault-activity");

        var incident = player.Host.States["A"].Incidents.ShouldHaveSingleItem();
        incident.Message.ShouldBe("no sign-off");
        incident.Detail.ShouldBe("Portal/Business/E1");
        player.Host.Records.Count.ShouldBe(1);
    }

    [Fact]
    public void Case_59_cancelling_removes_the_bookmarks_and_journals_what_was_open()
    {
        var player = Played("59-cancel");

        player.Host.States["A"].SubStatus.ShouldBe(SubStatus.Cancelled);
        player.Host.States["A"].Bookmarks.ShouldBeEmpty();
        player.Host.Effects.Select(e => e.Effect).OfType<Effect.BookmarkRemoved>().Select(e => (e.Bookmark.ActivityId, e.Reason))
            .ShouldBe([("a", BookmarkEnd.Cancelled), ("b", BookmarkEnd.Cancelled)]);
        player.Host.Journal.Where(j => j.Entry.Event == JournalEvent.Canceled).Select(j => j.Entry.ActivityId).ShouldBe(["Workflow1", "flow", "a", "b"]);
        player.Host.Effects.Select(e => e.Effect).OfType<Effect.InstanceEnded>().ShouldHaveSingleItem().SubStatus.ShouldBe(SubStatus.Cancelled);
    }

    [Fact]
    public void Case_B3_ending_a_nested_flowchart_cancels_its_reminder_and_the_outer_flowchart_goes_on()
    {
        var player = Played("B3-reminder-nested-in-flowchart");

        player.Host.States["A"].SubStatus.ShouldBe(SubStatus.Finished);
        player.Host.Effects.Select(e => e.Effect).OfType<Effect.IncidentOpened>().ShouldBeEmpty();
        player.Host.Records.Select(r => r["message"]!.GetValue<string>()).ShouldBe(["remind", "remind", "done"]);
        player.Host.Journal.Count(j => j.Entry is { ActivityId: "stage", Event: JournalEvent.Completed }).ShouldBe(1);
    }

    private static CasePlayer Played(string name)
    {
        RecordedCases.Differing.ContainsKey(name).ShouldBeTrue();
        var player = new CasePlayer(RecordedCases.Folder(name));
        player.Play();
        return player;
    }
}
