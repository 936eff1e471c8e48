using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.UnitTests.Workflow;
using Portal.Web.Persistence;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Workflows.Cases;

public sealed class PublishingOnTwoNodes : CaseTest
{
    [Fact]
    public async Task Two_that_start_at_the_same_moment_publish_the_same_files_once()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["news.json"], Definition("Read the news"));
        await using var other = On();

        var failures = await AtOnce.DoAsync([.. Enumerable.Range(0, 6).Select(n => (Func<Task>)(() => (n % 2 == 0 ? Portal : other).DoAsync(
            s => s.GetRequiredService<DefinitionLibrary>().PublishAsync(folder.Path, default))))]);

        failures.ShouldAllBe(f => f == null);
        (await Portal.WithDbAsync(db => db.Set<PublishedWorkflow>().CountAsync(w => w.DefinitionId == "news"))).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_that_publish_different_content_as_one_version_one_is_told_that_it_is_taken()
    {
        await using var other = On();

        var failures = await AtOnce.DoAsync(() => PublishAsync(Portal, "Read the news"), () => PublishAsync(other, "Read the paper"));

        failures.Count(f => f is null).ShouldBe(1);
        failures.OfType<RuleBroken>().ShouldHaveSingleItem().Code.ShouldBe("workflow.version-taken");
        (await Portal.WithDbAsync(db => db.Set<PublishedWorkflow>().SingleAsync(w => w.DefinitionId == "news"))).Json.ShouldContain(failures[0] is null ? "Read the news" : "Read the paper");
        await StartAsync("news");
        (await OpenTasksAsync()).ShouldBe([failures[0] is null ? "Read the news" : "Read the paper"]);
    }

    private static Task PublishAsync(TestPortal on, string title) => on.DoAsync(s => s.GetRequiredService<PortalDbContext>().RetryOnConflictAsync(async () =>
    {
        await s.GetRequiredService<DefinitionLibrary>().PublishOneAsync(Definition(title), default);
        await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
    }));

    private static string Definition(string title)
    {
        var definition = JsonNode.Parse(Flows.Definition(Flows.Sequence("root", Task(title))))!;
        definition["id"] = "news-v1";
        definition["definitionId"] = "news";
        return definition.ToJsonString();
    }
}
