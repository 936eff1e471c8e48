using System.Globalization;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Jobs;

namespace Portal.Web.Features.Packs;

/// <summary>Rings <see cref="AssemblePack"/> for one pack.</summary>
public sealed class AssemblePackJob(AssemblePack assemble) : IPortalJob
{
    public const string Kind = "assemble-pack";

    /// <summary>Work that was done is not asked for again; going on after a stop is work of its own.</summary>
    public static string SubjectOf(EvidencePack pack) => pack.Runs <= 1 ? $"{pack.Id}" : $"{pack.Id}/{pack.Runs}";

    public Task RunAsync(string subject, CancellationToken ct) =>
        subject.Split('/') is [var id, var run] ? assemble.RunAsync(Id<EvidencePack>.Parse(id, null), int.Parse(run, CultureInfo.InvariantCulture), ct) : assemble.RunAsync(Id<EvidencePack>.Parse(subject, null), 1, ct);
}
