using Portal.Domain.Common;
using Portal.Domain.SignOff;

namespace Portal.Domain.Packs;

/// <summary>What was added late, in the one supplement that holds it.</summary>
public sealed class SupplementItem
{
    private SupplementItem()
    {
    }

    internal SupplementItem(Id<EvidencePack> packId, Id<LateAddition> lateAdditionId, int number) => (PackId, LateAdditionId, Number) = (packId, lateAdditionId, number);

    /// <summary>The supplement.</summary>
    public Id<EvidencePack> PackId { get; private set; }

    public Id<LateAddition> LateAdditionId { get; private set; }

    /// <summary>Of the evidence, counted on from the pack and the supplements before it: no other item beside the same version has it.</summary>
    public int Number { get; private set; }
}
