using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Seeding;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Workflows;

public sealed class RaisingTheVersionOfADefinition(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task What_runs_stays_on_its_version_to_the_end_and_what_begins_takes_the_new_one()
    {
        var old = await Given.Opened();
        await PublishVersionThreeAsync();
        var fresh = await Given.Opened();

        (await InstanceAsync(old)).DefinitionVersion.ShouldBe(2);
        (await InstanceAsync(fresh)).DefinitionVersion.ShouldBe(3);
        await Given.Finished(old.Id, "Assigned");
        await Given.Finished(fresh.Id, "Assigned");
        (await TaskTitleAsync(old)).ShouldStartWith("Assess: ");
        (await TaskTitleAsync(fresh)).ShouldStartWith("Look into: ");
    }

    private async Task PublishVersionThreeAsync()
    {
        using var folder = new TemporaryFolder();
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(SeedFolder.Workflows, "lscb-self-assessment.json")))!;
        definition["id"] = "lscb-self-assessment-v3";
        definition["version"] = 3;
        PublishingDefinitions.Node(definition, "assess-area")["title"]!["expression"]!["value"] = "`Look into: ${getVariable('CurrentValue').title}`";
        await File.WriteAllTextAsync(folder["lscb-self-assessment.json"], definition.ToJsonString());
        await Portal.AsPortalAsync(s => s.GetRequiredService<DefinitionLibrary>().PublishAsync(folder.Path, default));
    }

    private Task<WorkflowInstance> InstanceAsync(Scene scene) => Portal.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(i => i.SelfAssessmentId == scene.Id));

    private Task<string> TaskTitleAsync(Scene scene) => Portal.ReadAsync(db =>
        db.Tasks.Where(t => t.SelfAssessmentId == scene.Id && t.About == "LSCB").Select(t => t.Title).SingleAsync());
}
