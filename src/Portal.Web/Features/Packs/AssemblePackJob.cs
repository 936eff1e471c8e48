using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Jobs;

namespace Portal.Web.Features.Packs;

/// <summary>Rings <see cref="AssemblePack"/> for one pack.</summary>
public sealed class AssemblePackJob(AssemblePack assemble) : IPortalJob
{
    public const string Kind = "assemble-pack";

    public Task RunAsync(string subject, CancellationToken ct) => assemble.RunAsync(Id<EvidencePack>.Parse(subject, null), ct);
}
