using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

public sealed class ChildrenAndVersions
{
    private readonly CaseHost _host = new();

    private WorkflowState State => _host.States["A"];

    [Fact]
    public void Cancelling_a_parent_cancels_the_child_it_waits_for_and_a_cancelled_child_is_an_incident_of_its_parent()
    {
        var child = JsonNode.Parse(Flows.Definition(Flows.Sequence("seq", Flows.Task("t"))))!;
        child["definitionId"] = "child";
        _host.Publish(child.ToJsonString());
        Start(Flows.Sequence("seq", Flows.Activity("call", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Flows.Input("String", "Literal", "child")))));
        _host.Start("B", "test");

        _host.Send("A", new Signal.Cancel(_host.Now));
        _host.Send("B.1", new Signal.Cancel(_host.Now));

        _host.States["A.1"].SubStatus.ShouldBe(SubStatus.Cancelled);
        _host.States["B"].Incidents.ShouldHaveSingleItem().Message.ShouldContain("ended as Cancelled");
    }

    [Fact]
    public void An_instance_moves_to_another_version_only_if_what_is_open_is_there_too()
    {
        Start(Flows.Sequence("seq", Flows.Task("t")));
        Publish(2, Flows.Sequence("seq", Flows.Task("u")));
        Publish(3, Flows.Sequence("seq", Flows.Task("t"), Flows.Record("new")));

        _host.Migrate("A", 2).Acceptance.ShouldBe(Acceptance.Mismatch);
        _host.Migrate("A", 3).IsAccepted.ShouldBeTrue();
        _host.Send("A", new Signal.Resume(_host.Now, State.Bookmarks[0].Id));

        State.Version.ShouldBe(3);
        _host.Records.ShouldHaveSingleItem()["message"]!.ToString().ShouldBe("new");

        void Publish(int version, JsonObject root)
        {
            var file = JsonNode.Parse(Flows.Definition(root))!;
            file["version"] = version;
            _host.Publish(file.ToJsonString());
        }
    }

    private void Start(JsonObject root)
    {
        _host.Publish(Flows.Definition(root));
        _host.Start("A", "test");
    }
}
