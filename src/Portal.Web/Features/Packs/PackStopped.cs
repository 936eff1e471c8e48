using System.Diagnostics.CodeAnalysis;

namespace Portal.Web.Features.Packs;

/// <summary>Somebody stopped the pack while it was assembled.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named for what it says, as every refusal is.")]
public sealed class PackStopped() : Exception("The pack was stopped.");
