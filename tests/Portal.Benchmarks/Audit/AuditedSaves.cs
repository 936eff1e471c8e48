using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Jobs;
using Portal.Web.Persistence;

namespace Portal.Benchmarks.Audit;

/// <summary><c>audit</c>: saves that put something on record beside the same saves without, by the users of two nodes; and how long the trail takes to be read.</summary>
public static class AuditedSaves
{
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var length = TimeSpan.FromSeconds(Math.Clamp(options.Number("--seconds", 10), 1, 300));
        await using var data = await TemporaryData.CreateAsync(options, "portal-audit", ct);
        await using var one = LocalPortal.On(data);
        await one.SeedAsync(ct);
        await using var other = LocalPortal.On(data);
        LocalPortal[] nodes = [one, other];
        Figures.Say($"{await data.DurabilityAsync(ct)}");
        Load.PrintHeading();
        foreach (var users in options.Numbers("--users", [1, 8, 32]))
        {
            var plain = await Load.RunAsync(users, length, user => SaveAsync(nodes[user % 2], audited: false, ct), null, ct);
            var audited = await Load.RunAsync(users, length, user => SaveAsync(nodes[user % 2], audited: true, ct), null, ct);
            var mixed = Load.RunAsync(users, length, user => SaveAsync(nodes[user % 2], audited: true, ct), null, ct);
            var beside = await Load.RunAsync(users, length, user => SaveAsync(nodes[user % 2], audited: false, ct), null, ct);
            await mixed;
            plain.Print("a row");
            audited.Print("a row on the record");
            beside.Print("a row, beside others");
        }

        await one.AsPortalAsync(async services =>
        {
            var start = TimeProvider.System.GetTimestamp();
            var report = await services.GetRequiredService<AuditVerification>().RunAsync([], ct);
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            Figures.Say($"the trail is {(report.IsSound ? "sound" : "not sound")}: {report.Entries:N0} entries read in {seconds:F2} s");
        });
        return 0;
    }

    private static Task SaveAsync(LocalPortal node, bool audited, CancellationToken ct) => node.AsPortalAsync(async services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        db.Add(JobRequest.Of("figures", Id<JobRequest>.New().ToString(), TimeProvider.System.GetUtcNow().UtcDateTime, null));
        if (audited)
        {
            services.GetRequiredService<AuditTrail>().Record(Id<Body>.New(), "downloaded", "figures");
        }

        await db.SaveChangesAsync(ct);
    });
}
