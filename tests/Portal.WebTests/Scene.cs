using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.WebTests;

/// <summary>A self-assessment that somebody has brought so far, and what belongs to it.</summary>
/// <param name="Id">The self-assessment.</param>
/// <param name="Board">Whose it is.</param>
/// <param name="Evidence">The items in its library, in the order they were added.</param>
/// <param name="Pack">Its pack, once it is submitted.</param>
public sealed record Scene(Id<SelfAssessment> Id, Id<Body> Board, IReadOnlyList<Id<EvidenceItem>> Evidence, Id<EvidencePack>? Pack = null);
