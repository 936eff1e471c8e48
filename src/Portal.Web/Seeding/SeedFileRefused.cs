using System.Diagnostics.CodeAnalysis;

namespace Portal.Web.Seeding;

/// <summary>A seed file cannot be used. Carries every fault that was found, so that all can be mended at once.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Named for what happened.")]
[SuppressMessage("Design", "MA0058:Class name should end with 'Exception'", Justification = "Named for what happened.")]
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Without file and faults it says nothing.")]
public sealed class SeedFileRefused(string file, IReadOnlyList<SeedFault> faults)
    : Exception($"{file} is refused:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Select(f => "  " + f))}")
{
    public string File { get; } = file;

    public IReadOnlyList<SeedFault> Faults { get; } = faults;
}
