using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Web.Security;

namespace Portal.Benchmarks.SaveAnswer;

/// <summary><c>save-answer --use-case</c>: the use case with the access of the acting person, without HTTP and pages, beside one row written by ADO.NET.</summary>
public static class UseCaseLoad
{
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var counts = options.Numbers("--users", [1, 8, 32]);
        var length = TimeSpan.FromSeconds(Math.Clamp(options.Number("--seconds", 10), 1, 300));
        await using var data = await TemporaryData.CreateAsync(options, "portal-load", ct);
        await using var bare = await TemporaryData.CreateAsync(options, "portal-floor", ct);
        await using var portal = LocalPortal.On(data);
        var writers = await Writer.PrepareAsync(portal, counts.Max(), ct);
        await FloorHost.PrepareAsync(bare, ct);
        Figures.Say($"portal: {await data.DurabilityAsync(ct)}");
        Figures.Say($"floor:  {await bare.DurabilityAsync(ct)}");
        var versions = new int[writers.Count];

        Load.PrintHeading();
        foreach (var users in counts)
        {
            var row = await Load.RunAsync(
                users, length, user => FloorHost.WriteAsync(bare.ConnectionString, bare.IsPostgres, Writer.Text(user).ToString(), ct), null, ct);
            var become = await Load.RunAsync(users, length / 2, user => BecomeAsync(portal, writers[user], ct), null, ct);
            var save = await Load.RunAsync(users, length, async user => versions[user] = await SaveAsync(portal, writers[user], versions[user], ct), null, ct);
            row.Print("floor: one row");
            become.Print("who is it");
            save.Print("who is it, and save");
            Figures.Say($"{"",-22} {users,5} saving is {save.PerSecond / row.PerSecond:F3} of the floor's rate");
        }

        return 0;
    }

    private static async Task BecomeAsync(LocalPortal portal, Writer writer, CancellationToken ct)
    {
        await using var scope = portal.Scope();
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().BecomeAsync(writer.Id, ct);
    }

    private static async Task<int> SaveAsync(LocalPortal portal, Writer writer, int basedOn, CancellationToken ct)
    {
        await using var scope = portal.Scope();
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().BecomeAsync(writer.Id, ct);
        var saved = await scope.ServiceProvider.GetRequiredService<Portal.Web.Features.SelfAssessments.SaveAnswer>()
            .AsAsync(writer.Assessment, writer.CriterionId, Writer.Text(basedOn + 1), basedOn, ct);
        return saved.Saved ? saved.Version : throw new InvalidOperationException("Somebody else saved first.");
    }
}
